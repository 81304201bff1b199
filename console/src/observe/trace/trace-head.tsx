import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Search } from '../../data/search.ts';
import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { joinValues } from '../../ui/filter-bar/index.ts';
import { Money } from '../../ui/money.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import type { TraceDetail, TraceTree } from '../types.ts';
import { aroundOf } from './around.ts';
import styles from './trace-view.module.css';

const NAMED = 3;

/** What a trace took and cost, and for whom: of all its requests together, whichever of them is open. */
export function TraceHead({
  detail,
  trace,
}: {
  readonly detail: TraceDetail;
  /** Absent: it is being read. */
  readonly trace: TraceTree | undefined;
}) {
  if (trace === undefined) {
    return (
      <div className={styles.head}>
        <Skeleton height={41} />
      </div>
    );
  }
  const { totals, more } = trace;
  const around = aroundOf(detail);
  return (
    <dl className={styles.head} aria-label="Trace">
      <Item name="Requests">
        <PageLink to="/requests" search={{ ...around, trace_id: detail.trace_id }}>
          {more ? 'first ' : ''}
          <Count value={totals.requests} />
        </PageLink>
      </Item>
      <Item name="Total time">
        <Duration ms={totals.total_ms} why="When a request of it ended is not known." />
      </Item>
      <Item name="Tokens">
        <Count value={totals.input_tokens} /> → <Count value={totals.output_tokens} />
      </Item>
      <Item name="Cost">
        <Money usd={totals.cost_usd} />
        {totals.priced_requests > 0 && totals.priced_requests < totals.requests
          ? ` of ${totals.priced_requests} priced`
          : ''}
      </Item>
      <Item name="Errors">{totals.errors === 0 ? 'none' : <Count value={totals.errors} />}</Item>
      <Item name={totals.models.length === 1 ? 'Model' : 'Models'}>
        <Names
          names={totals.models}
          link={(name) => ({ to: '/requests', search: { ...around, model: joinValues([name]) } })}
        />
      </Item>
      <Item name="User">
        <Names
          names={totals.users}
          link={(name) => ({ to: '/requests', search: { ...around, user: joinValues([name]) } })}
        />
      </Item>
      <Item name="Session">
        <Names
          names={totals.sessions}
          link={(name) => ({ to: `/sessions/${encodeURIComponent(name)}`, search: {} })}
        />
      </Item>
    </dl>
  );
}

function Item({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Names({
  names,
  link,
}: {
  readonly names: readonly string[];
  readonly link: (name: string) => { readonly to: string; readonly search: Search };
}) {
  if (names.length === 0) return <Unknown why="The client named none." />;
  return (
    <>
      {names.slice(0, NAMED).map((name, index) => (
        <span key={name}>
          {index === 0 ? '' : ', '}
          <PageLink {...link(name)}>{name}</PageLink>
        </span>
      ))}
      {names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}
    </>
  );
}
