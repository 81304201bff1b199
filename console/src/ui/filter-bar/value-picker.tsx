import { SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePlaceKey } from '../../data/use-api-query.ts';
import { ErrorNotice } from '../error-notice.tsx';
import type { Dimension } from './dimension.ts';
import { PickList } from './pick-list.tsx';

/** The values that a dimension has, most frequent first as the page gives them. */
export function ValuePicker({
  dimension,
  onPick,
}: {
  readonly dimension: Dimension;
  readonly onPick: (value: string, exclude: boolean) => void;
}) {
  const [mode, setMode] = useState('is');
  const { data, error, isPending } = useQuery({
    queryKey: [...usePlaceKey(), 'suggestions', dimension.id],
    queryFn: ({ signal }) => dimension.suggest(signal),
    staleTime: 0,
  });
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="How to filter"
        value={mode}
        onChange={setMode}
        data={[
          { value: 'is', label: `${dimension.label} ${dimension.verbs?.[0] ?? 'is'}` },
          { value: 'not', label: dimension.verbs?.[1] ?? 'is not' },
        ]}
      />
      {isPending ? <Skeleton height={120} /> : null}
      {error === null ? null : <ErrorNotice error={error} />}
      {isPending ? null : (
        <PickList
          free
          label={`${dimension.label}: type or choose`}
          items={(data ?? []).map((item) => ({
            ...item,
            label: item.label ?? dimension.format?.(item.value) ?? item.value,
          }))}
          onPick={(value) => onPick(value, mode === 'not')}
        />
      )}
    </Stack>
  );
}
