import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useSearch } from '../../data/use-search.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { PlaygroundColumn } from './column.ts';
import { type Filled, filledFrom } from './from-record.ts';
import styles from './playground.module.css';
import { useRequest } from './use-recorded.ts';

/** Fills the playground with the request that the address names (`request=<request id>`; in older links `trace=`), once. */
export function FillFromRequest({
  onFilled,
}: {
  readonly onFilled: (column: PlaygroundColumn) => void;
}) {
  const [search, set] = useSearch();
  const id = search['request'] ?? search['trace'];
  const { data, error, refetch } = useRequest(id);
  const row = id === undefined ? undefined : data;
  const body = row?.request_body;
  const [missing, setMissing] = useState<Filled['leftOut']>([]);
  const filled = useMemo(() => (row === undefined ? null : filledFrom(row)), [row]);
  const fill = useEffectEvent((found: Filled) => {
    onFilled(found.column);
    setMissing(found.leftOut);
    // From here on it is the reader's: a reload must not undo what they change.
    set({ request: undefined, trace: undefined }, { replace: true });
  });
  useEffect(() => {
    if (filled !== null) fill(filled);
  }, [filled]);
  if (id === undefined || filled !== null) {
    return missing.length === 0 ? null : (
      <div className={styles.notice}>
        <p role="status">
          Left out, since the playground has no place for it: {missing.join(', ')}.
        </p>
      </div>
    );
  }
  return (
    <div className={styles.notice}>
      {error !== null ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : row === undefined ? null : (
        <p role="status">
          The request {id} cannot be filled in:{' '}
          {body === null || body === undefined
            ? 'its content was not kept, or you may not see it.'
            : 'it is no chat.'}
        </p>
      )}
    </div>
  );
}
