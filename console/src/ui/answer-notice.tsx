import { IconClockPause } from '@tabler/icons-react';
import { isAway } from '../data/away.ts';
import type { ApiAnswer } from '../data/use-api-query.ts';
import styles from './answer-notice.module.css';
import { ErrorNotice } from './error-notice.tsx';
import { formatExactTime } from './formats.ts';

/** Why an answer did not come, unless the banner says it; and of when that is which is shown dimmed in its stead. */
export function AnswerNotice({
  answer: { error, knownAt, refetch },
}: {
  readonly answer: Pick<ApiAnswer<unknown>, 'error' | 'knownAt' | 'refetch'>;
}) {
  if (error === null) return null;
  const told = knownAt !== null && isAway(error);
  return (
    <>
      {told ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {knownAt === null ? null : (
        <p role="status" className={styles.note}>
          <IconClockPause size={16} stroke={1.5} aria-hidden="true" />
          <span>
            Dimmed, as it was at{' '}
            <time dateTime={new Date(knownAt).toISOString()}>
              {formatExactTime(new Date(knownAt).toISOString()).slice(11, 19)}
            </time>
            : what is newer did not come.
          </span>
        </p>
      )}
    </>
  );
}
