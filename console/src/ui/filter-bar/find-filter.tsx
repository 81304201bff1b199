import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { usePlaceKey } from '../../data/use-api-query.ts';
import type { Dimension } from './dimension.ts';
import { type Found, findFilters } from './find-filters.ts';
import { PickList } from './pick-list.tsx';

/** What to filter by, chosen by its own name or by that of one of its values: "alice" finds "User is alice". */
export function FindFilter({
  dimensions,
  onDimension,
  onValue,
}: {
  readonly dimensions: readonly Dimension[];
  readonly onDimension: (dimension: Dimension) => void;
  readonly onValue: (dimension: string, value: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const placeKey = usePlaceKey();
  const named = dimensions.filter(({ found }) => found !== undefined);
  const answers = useQueries({
    queries: named.map((dimension) => ({
      queryKey: [...placeKey, 'suggestions', dimension.id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => dimension.suggest(signal),
      enabled: typed.trim() !== '',
    })),
  });
  // Until all have answered what is first in the list could change under the hand; an answer that fails suggests nothing.
  const pending = typed.trim() !== '' && answers.some(({ isPending }) => isPending);
  const found = findFilters(
    typed,
    dimensions,
    pending ? null : new Map(named.map(({ id }, at) => [id, answers[at]?.data ?? []])),
  );
  const pick = ({ dimension, value }: Found) =>
    value === null ? onDimension(dimension) : onValue(dimension.id, value);
  return (
    <PickList
      label="Filter by"
      items={found.map(({ label, count }, at) => ({
        value: String(at),
        label,
        // They were looked through already.
        find: typed.toLowerCase(),
        ...(count === undefined ? {} : { count }),
      }))}
      onType={setTyped}
      onPick={(at) => {
        const item = found[Number(at)];
        if (item !== undefined) pick(item);
      }}
      note={pending ? 'Looking for its values…' : undefined}
    />
  );
}
