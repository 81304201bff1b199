import { Button, Skeleton } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Page } from '../../frame/page.tsx';
import { TraceLink } from '../../observe/trace-link.tsx';
import type { SessionSummary, TraceSummary } from '../../observe/types.ts';
import { Count } from '../../ui/count.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { joinValues } from '../../ui/filter-bar/index.ts';
import { formatDuration, formatRate } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Stat } from '../../ui/stat.tsx';
import { StatGrid } from '../../ui/stat-grid.tsx';
import styles from './sessions.module.css';
import { Turn } from './turn.tsx';
import { useConversations, useSessionRequests } from './use-session.ts';

const AT_ONCE = 20;
const NONE: readonly TraceSummary[] = [];

/** The requests of a session, read as one conversation. */
export default function SessionPage() {
  const { session = '' } = useParams({ strict: false });
  const { requests, summary } = useSessionRequests(session);
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
  const loading = summary === undefined;
  return (
    <Page title={`Session ${session}`} docs="traces">
      {requests.error === null ? null : (
        <ErrorNotice error={requests.error} onRetry={() => void requests.refetch()} />
      )}
      {requests.isSuccess && all.length === 0 ? (
        <EmptyState title="No request of this session is kept">
          None was recorded in this environment under that id, or retention has deleted them.
        </EmptyState>
      ) : (
        <>
          <StatGrid>
            <Stat
              label="Requests"
              loading={loading}
              value={
                <TraceLink search={search}>
                  <Count value={summary?.requests} />
                </TraceLink>
              }
            />
            <Stat
              label="Errors"
              loading={loading}
              value={
                <TraceLink search={{ ...search, status: 'error,interrupted' }}>
                  {summary?.errors === 0
                    ? 'none'
                    : formatRate(summary?.errors, summary?.requests ?? 0)}
                </TraceLink>
              }
            />
            <Stat
              label="Cost"
              loading={loading}
              value={<Money usd={summary?.cost_usd} />}
              note={
                summary === undefined || summary.priced_requests === summary.requests
                  ? undefined
                  : `of ${summary.priced_requests} with a known price`
              }
            />
            <Stat
              label="Tokens"
              loading={loading}
              value={
                <>
                  <Count value={summary?.input_tokens} /> → <Count value={summary?.output_tokens} />
                </>
              }
              note="in, out"
            />
            <Stat
              label="Users"
              loading={loading}
              value={summary?.users.join(', ') || 'none named'}
            />
            <Stat
              label="Length"
              loading={loading}
              value={formatDuration(summary?.length_ms)}
              note={
                <>
                  last asked <RelativeTime iso={summary?.last_at} />
                </>
              }
            />
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
