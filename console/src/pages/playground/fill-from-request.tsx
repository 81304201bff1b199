import { useEffect, useEffectEvent, useMemo } from 'react';
import { useSearch } from '../../data/use-search.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { PlaygroundColumn } from './column.ts';
import { columnFrom } from './from-request.ts';
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
  const column = useMemo(() => (row === undefined ? null : columnOf(row)), [row]);
  const fill = useEffectEvent((found: PlaygroundColumn) => {
    onFilled(found);
    // From here on it is the reader's: a reload must not undo what they change.
    set({ request: undefined, trace: undefined }, { replace: true });
  });
  useEffect(() => {
    if (column !== null) fill(column);
  }, [column]);
  if (id === undefined || column !== null) return null;
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

type Row = NonNullable<ReturnType<typeof useRequest>['data']>;

function columnOf({ request_body: body, provider, model, requested_model }: Row) {
  if (body === null || body.encoding !== 'utf-8') return null;
  return columnFrom(body.content, provider === null ? requested_model : `${provider}/${model}`);
}
