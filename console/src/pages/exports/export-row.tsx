import { Button, Group, Progress } from '@mantine/core';
import { usePlace } from '../../data/use-place.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatBytes, formatExactCount } from '../../ui/formats.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './exports.module.css';
import { filterWords } from './filter-words.ts';
import { timeLeft } from './time-left.ts';
import type { Export } from './types.ts';
import { isOpen, useCancelExport, useDeleteExport } from './use-exports.ts';

const FORMATS = { csv: 'CSV', jsonl: 'JSON lines' } as const;

export function ExportRow({ shown }: { readonly shown: Export }) {
  const { project } = usePlace();
  const cancel = useCancelExport();
  const remove = useDeleteExport();
  const { id, format, state, rows_done, rows_total, content, own } = shown;
  const name = `${FORMATS[format]}, ${filterWords(shown.filter)}`;
  const failure = cancel.error ?? remove.error;
  return (
    <li className={styles.row}>
      <div className={styles.main}>
        <div className={styles.name}>{name}</div>
        <div className={styles.sub}>
          asked for <RelativeTime iso={shown.created_at} />
          {content ? ', with texts' : ', without texts'}
          {own ? '' : ', by somebody else'}
        </div>
        {isOpen(shown) ? (
          <>
            <Progress
              className={styles.bar ?? ''}
              value={rows_total ? (100 * rows_done) / rows_total : 0}
              aria-label={`Progress of ${name}`}
            />
            <div className={styles.sub}>{stateWords(shown)}</div>
          </>
        ) : (
          <div className={styles.sub}>
            {stateWords(shown)}
            {shown.expires_at === null || state !== 'succeeded' ? null : (
              <>
                , deleted <RelativeTime iso={shown.expires_at} />
              </>
            )}
          </div>
        )}
        {shown.error === null ? null : (
          <p className={styles.trouble}>
            {shown.error.message}. {shown.error.next}
          </p>
        )}
        {failure === null ? null : <ErrorNotice error={failure} />}
      </div>
      <Group gap="xs">
        {state === 'succeeded' ? (
          <Button
            component="a"
            variant="default"
            // The browser saves it as it comes: a file of gigabytes never stands in the page's memory.
            href={`/api/v1/exports/${id}/file?project=${encodeURIComponent(project.id)}`}
            download
            aria-label={`Download ${name}`}
          >
            Download
          </Button>
        ) : null}
        {own && isOpen(shown) ? (
          <Button
            variant="default"
            disabled={shown.cancel_requested}
            loading={cancel.isPending}
            onClick={() => cancel.mutate(id)}
            aria-label={`Cancel ${name}`}
          >
            Cancel
          </Button>
        ) : null}
        {own && !isOpen(shown) ? (
          <Button
            variant="subtle"
            loading={remove.isPending}
            onClick={() => remove.mutate(id)}
            aria-label={`Delete ${name}`}
          >
            Delete
          </Button>
        ) : null}
      </Group>
    </li>
  );
}

function stateWords(shown: Export): string {
  const { state, rows_done, rows_total, bytes } = shown;
  const rows = `${formatExactCount(rows_done)} of ${formatExactCount(rows_total)} requests`;
  switch (state) {
    case 'queued':
      return rows_done > 0 ? `${rows}; waits to go on` : 'waits for its turn';
    case 'running':
      if (shown.cancel_requested) return `${rows}; stops`;
      return rows_total === null ? 'counts what there is' : `${rows}${timeLeft(shown, Date.now())}`;
    case 'succeeded':
      return `${formatExactCount(rows_done)} requests, ${formatBytes(bytes)}`;
    case 'failed':
      return `failed after ${rows}`;
    case 'cancelled':
      return 'cancelled';
  }
}
