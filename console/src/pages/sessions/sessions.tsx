import { IconMessages } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Search } from '../../data/search.ts';
import { useCan } from '../../data/use-place.ts';
import { Page } from '../../frame/page.tsx';
import { FILTER_NAMES } from '../../observe/dimensions.ts';
import { FirstCall } from '../../observe/first-call.tsx';
import { KeptNote } from '../../observe/kept-note.tsx';
import { Matching, useMatching } from '../../observe/matching.tsx';
import { NoRequests } from '../../observe/no-requests.tsx';
import { SavedViews } from '../../observe/saved-views.tsx';
import type { SessionSummary } from '../../observe/types.ts';
import { useDimensions } from '../../observe/use-dimensions.ts';
import { useTraceFilter } from '../../observe/use-trace-filter.ts';
import { AnswerNotice } from '../../ui/answer-notice.tsx';
import { DataTable } from '../../ui/data-table/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar, useFilters } from '../../ui/filter-bar/index.ts';
import { sessionColumns } from './session-columns.tsx';
import { useSessionList } from './use-session-list.ts';

const NONE: readonly SessionSummary[] = [];

/** Requests that belong together, as the client says by x-signalbox-session. */
export default function Sessions() {
  const navigate = useNavigate();
  const content = useCan('traces:content');
  const filter = useTraceFilter();
  const filters = useFilters(FILTER_NAMES);
  const dimensions = useDimensions(filter);
  const columns = useMemo(() => sessionColumns(content), [content]);
  const list = useSessionList(filter);
  const counted = useCan('usage:read');
  const matching = useMatching(
    // An empty value among those left out: requests without a session.
    useMemo(() => ({ ...filter, not_session: `${filter['not_session'] ?? ''},` }), [filter]),
    counted && list.rows !== undefined,
  );
  return (
    <Page title="Sessions" docs="traces" fill actions={<SavedViews page="sessions" />}>
      <FilterBar dimensions={dimensions} filters={filters}>
        {counted ? <Matching {...matching} what="in sessions" /> : null}
      </FilterBar>
      <KeptNote />
      <AnswerNotice answer={list} />
      <DataTable<SessionSummary>
        label="Sessions"
        storageKey="sessions"
        columns={columns}
        rows={list.rows ?? NONE}
        rowKey={(row) => row.session}
        onOpen={(row) =>
          void navigate({
            to: '/sessions/$session',
            params: { session: row.session },
            search: (old: Search) => old,
          })
        }
        onFilter={({ dimension, value }, exclude) => filters.add(dimension, value, exclude)}
        loading={list.isPending}
        stale={list.stale}
        hasMore={list.hasMore}
        onMore={list.more}
        empty={
          list.error !== null ? null : filters.filters.length > 0 ? (
            <NoRequests filtered onClear={filters.clear} />
          ) : (
            <EmptyState
              title="No sessions in this time range"
              icon={<IconMessages size={32} stroke={1.25} />}
            >
              <p>
                A session is a conversation of your application: send its id with every request of
                it, and they are read here as one.
              </p>
              <FirstCall header="x-signalbox-session: chat-17" />
            </EmptyState>
          )
        }
      />
    </Page>
  );
}
