import { Button, Skeleton } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { Page } from '../../frame/page.tsx';
import { TraceLink } from '../../observe/trace-link.tsx';
import type { SessionSummary, TraceSummary } from '../../observe/types.ts';
import { AnswerNotice } from '../../ui/answer-notice.tsx';
import { Count } from '../../ui/count.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { joinValues } from '../../ui/filter-bar/index.ts';
import { formatDuration, formatRate } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { NOT_KNOWN } from '../../ui/not-known.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Stat } from '../../ui/stat.tsx';
import { StatGrid } from '../../ui/stat-grid.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import styles from './sessions.module.css';
import { Turn } from './turn.tsx';
import { useConversations, useSessionRequests } from './use-session.ts';

const AT_ONCE = 20;
const NONE: readonly TraceSummary[] = [];

/** The requests of a session, read as one conversation. */
export default function SessionPage() {
  const { session = '' } = useParams({ strict: false });
  const { requests, sums } = useSessionRequests(session);
  const summary = sums.data?.data[0];
  const [shown, setShown] = useState(AT_ONCE);
  const all = requests.data?.data ?? NONE;
  const rows = all.slice(0, shown);
  const ids = useMemo(() => all.slice(0, shown).map((row) => row.request_id), [all, shown]);
  const turns = useConversations(ids);
  // The requests behind a number are of the session's time, not of the range that the page came with.
  const search = {
    session: joinValues([session]),
    ...(summary === undefined ? {} : { range: undefined, ...timeOf(summary) }),
  };
  const stat = (
    label: string,
    value: (of: SessionSummary) => ReactNode,
    note?: (of: SessionSummary) => ReactNode,
  ) => (
    <Stat
      label={label}
      loading={sums.isPending}
      stale={sums.stale}
      value={summary === undefined ? <Unknown why={NOT_KNOWN} /> : value(summary)}
      note={summary === undefined ? undefined : note?.(summary)}
    />
  );
  return (
    <Page title={`Session ${session}`} docs="traces">
      <AnswerNotice answer={requests} />
      {requests.error === null && requests.data !== undefined && all.length === 0 ? (
        <EmptyState title="No request of this session is kept">
          None was recorded in this environment under that id, or retention has deleted them.
        </EmptyState>
      ) : (
        <>
          <StatGrid>
            {stat('Requests', ({ requests: count }) => (
              <TraceLink search={search}>
                <Count value={count} />
              </TraceLink>
            ))}
            {stat('Errors', ({ errors, requests: count }) => (
              <TraceLink search={{ ...search, status: 'error,interrupted' }}>
                {errors === 0 ? 'none' : formatRate(errors, count)}
              </TraceLink>
            ))}
            {stat(
              'Cost',
              ({ cost_usd }) => (
                <Money usd={cost_usd} />
              ),
              ({ priced_requests: priced, requests: count }) =>
                priced === count ? undefined : `of ${priced} with a known price`,
            )}
            {stat(
              'Tokens',
              ({ input_tokens, output_tokens }) => (
                <>
                  <Count value={input_tokens} /> → <Count value={output_tokens} />
                </>
              ),
              () => 'in, out',
            )}
            {stat('Users', ({ users }) => users.join(', ') || 'none named')}
            {stat(
              'Length',
              ({ length_ms }) => formatDuration(length_ms),
              ({ last_at }) => (
                <>
                  last asked <RelativeTime iso={last_at} />
                </>
              ),
            )}
          </StatGrid>
          {requests.isPending ? <Skeleton height={320} /> : null}
          <ol className={styles.turns}>
            {rows.map((row, index) => (
              <Turn
                key={row.request_id}
                row={row}
                detail={turns[index]?.detail}
                conversation={turns[index]?.conversation ?? null}
                before={turns[index - 1]?.conversation ?? null}
              />
            ))}
          </ol>
          {all.length <= shown ? null : (
            <div>
              <Button mt={24} variant="default" onClick={() => setShown(shown + AT_ONCE)}>
                Show {Math.min(AT_ONCE, all.length - shown)} more of {all.length}
              </Button>
            </div>
          )}
        </>
      )}
    </Page>
  );
}

/** From the first request to the last one, which the range's end has to leave inside. */
function timeOf({ first_at, last_at }: SessionSummary) {
  return { from: first_at, to: new Date(Date.parse(last_at) + 1_000).toISOString() };
}
