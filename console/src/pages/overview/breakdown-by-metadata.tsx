import { Select, Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { useSearch } from '../../data/use-search.ts';
import { useTraceFilter } from '../../observe/use-trace-filter.ts';
import { useUsage } from '../../observe/use-usage.ts';
import { AnswerNotice } from '../../ui/answer-notice.tsx';
import { BreakdownBy } from './breakdown-by.tsx';
import styles from './overview.module.css';
import { metadataSplit } from './split.ts';

const MOST_KEYS = 100;

/** By the values of one key of what callers add by x-signalbox-metadata; the most frequent key unless one is chosen. */
export function BreakdownByMetadata({ total }: { readonly total: number }) {
  const [search, set] = useSearch();
  const keys = useUsage(useTraceFilter(), { group_by: 'metadata_key', limit: MOST_KEYS });
  const names = (keys.data ?? []).flatMap((row) =>
    typeof row.metadata_key === 'string' ? [row.metadata_key] : [],
  );
  const asked = search['metadata_key'];
  const key = asked ?? names[0];
  const split = useMemo(() => (key === undefined ? null : metadataSplit(key)), [key]);
  if (keys.error !== null && keys.data === undefined) return <AnswerNotice answer={keys} />;
  if (keys.isPending) return <Skeleton height={280} />;
  if (split === null) {
    return (
      <p className={styles.dimmed}>
        No request here has metadata. Callers add it by the header{' '}
        <code>{'x-signalbox-metadata: {"feature": "search"}'}</code>.
      </p>
    );
  }
  return (
    <>
      <Select
        size="xs"
        w={240}
        mb="xs"
        label="Key of the metadata"
        searchable
        allowDeselect={false}
        data={[...new Set([split.label, ...names])]}
        value={split.label}
        onChange={(value) => set({ metadata_key: value === null ? undefined : value })}
      />
      <BreakdownBy split={split} total={total} />
    </>
  );
}
