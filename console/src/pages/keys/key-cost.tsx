import { Count } from '../../ui/count.tsx';
import { Money } from '../../ui/money.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import type { Key } from './key.ts';
import type { Spent } from './use-spent.ts';

interface SpentOfKey {
  readonly of: Key;
  readonly spent: NonNullable<Spent>;
}

export function KeyRequests({ of, spent: { rows, failed } }: SpentOfKey) {
  if (rows === undefined) return failed ? <NotKnown /> : null;
  if (of.kind === 'management' && !rows.has(of.id)) return null;
  return <Count value={rows.get(of.id)?.requests ?? 0} />;
}

/** What a key's requests of the time range cost, which leads to them, the dearest first. */
export function KeyCost({ of, spent: { rows, failed } }: SpentOfKey) {
  if (rows === undefined) return failed ? <NotKnown /> : null;
  const row = rows.get(of.id);
  if (row === undefined) return of.kind === 'management' ? null : <Money usd="0" />;
  return (
    <PageLink to="/requests" search={{ ...requestsOf(of), sort: 'cost_usd' }}>
      <Money usd={row.cost_usd} why="Of none of its requests the price is known." />
    </PageLink>
  );
}

function NotKnown() {
  return <Unknown why="It could not be asked for now." />;
}

/** Finds a key's requests: they are of its environment, which may be another than the page's. */
export function requestsOf({ id, environment }: Key): { readonly [name: string]: string } {
  return { key: id, environment };
}
