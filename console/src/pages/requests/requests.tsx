import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, useMemo } from 'react';
import { useCan } from '../../data/use-place.ts';
import { useSearch } from '../../data/use-search.ts';
import { Page } from '../../frame/page.tsx';
import { Pending } from '../../frame/pending.tsx';
import { FILTER_NAMES } from '../../observe/dimensions.ts';
import { KeptNote } from '../../observe/kept-note.tsx';
import { Matching, useMatching } from '../../observe/matching.tsx';
import { NoRequests } from '../../observe/no-requests.tsx';
import { csvName, partOf } from '../../observe/part.ts';
import { SavedViews } from '../../observe/saved-views.tsx';
import { TraceActions } from '../../observe/trace/trace-actions.tsx';
import type { TraceSummary } from '../../observe/types.ts';
import { useDimensions } from '../../observe/use-dimensions.ts';
import { useKeyNames } from '../../observe/use-key-names.ts';
import { useFilterOf } from '../../observe/use-trace-filter.ts';
import { AnswerNotice } from '../../ui/answer-notice.tsx';
import { download } from '../../ui/csv.ts';
import { DataTable, shownColumns } from '../../ui/data-table/index.ts';
import { FilterBar, useFilters } from '../../ui/filter-bar/index.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { SplitView } from '../../ui/split-view.tsx';
import { ExportMenu } from '../exports/export-menu.tsx';
import { traceColumns } from './columns.tsx';
import { requestsCsv } from './csv.ts';
import { listFilter, listOrder } from './list-question.ts';
import { useAnchoredRange, useLiveTail } from './use-live-tail.ts';
import { useRequestList } from './use-request-list.ts';

// With what renders a conversation: loaded when the first request is opened.
const TraceView = lazy(async () => {
  const { TraceView: view } = await import('../../observe/trace/trace-view.tsx');
  return { default: view };
});

const NONE: readonly TraceSummary[] = [];
/** What browsers keep its columns under: the page's name of before. */
const STORAGE = 'traces';
const SEARCH = {
  param: 'text',
  placeholder: 'Search last message, answer: 200 characters',
  label: 'Search the first 200 characters of the last user message and of the answer',
};
const NO_FILTERS: { readonly [name: string]: undefined } = Object.fromEntries(
  ['text', ...FILTER_NAMES.flatMap((name) => [name, `not_${name}`])].map((name) => [
    name,
    undefined,
  ]),
);

/** Every request, the newest first, read one after the other beside the list. */
export default function Requests() {
  const [search, set] = useSearch();
  const content = useCan('traces:content');
  const keyNames = useKeyNames();
  const columns = useMemo(() => traceColumns({ keyNames, content }), [keyNames, content]);
  const filters = useFilters(FILTER_NAMES);
  const { sort, order } = listOrder(search);
  const newestFirst = sort === 'started_at' && order === 'desc';
  const { anchor, following } = useAnchoredRange();
  const plain = useFilterOf(anchor);
  const filter = useMemo(() => listFilter(plain, search, content), [plain, search, content]);
  const searched = filter !== plain;
  const list = useRequestList(filter, { sort, order });
  const listed = list.rows ?? NONE;
  const tail = useLiveTail(anchor, following && newestFirst && !searched, listed);
  const rows = useMemo(() => [...tail, ...listed], [tail, listed]);
  const dimensions = useDimensions(plain);
  const open = search['open'];
  const opened = rows.find((row) => row.request_id === open);
  const counted = useCan('usage:read');
  const matching = useMatching(filter, counted && list.rows !== undefined);
  const part = partOf(rows.length, list.hasMore, matching.row?.requests);
  const csvLabel = `Download what the list shows as CSV${part === null ? '' : `: ${part}`}`;
  const filtered = filters.filters.length > 0 || searched;
  return (
    <Page
      title="Requests"
      docs="traces"
      fill
      actions={
        <>
          <SavedViews page="requests" />
          <ExportMenu filter={filter} />
          <Tooltip label={csvLabel}>
            <ActionIcon
              aria-label={csvLabel}
              disabled={rows.length === 0}
              onClick={() =>
                download(
                  csvName('requests', part),
                  requestsCsv(rows, shownColumns(columns, STORAGE)),
                )
              }
            >
              <IconDownload size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      <FilterBar dimensions={dimensions} filters={filters} {...(content ? { search: SEARCH } : {})}>
        {counted ? <Matching {...matching} /> : null}
      </FilterBar>
      <KeptNote />
      <AnswerNotice answer={list} />
      <SplitView>
        <DataTable<TraceSummary>
          label="Requests"
          storageKey={STORAGE}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.request_id}
          selected={open}
          onOpen={(row) =>
            set({ open: row.request_id, span: undefined }, { replace: open !== undefined })
          }
          sort={{ by: sort, order }}
          onSort={(next) =>
            set({
              sort: next.by === 'started_at' ? undefined : next.by,
              order: next.order === 'desc' ? undefined : next.order,
            })
          }
          onFilter={({ dimension, value }, exclude) => filters.add(dimension, value, exclude)}
          loading={list.isPending}
          stale={list.stale}
          hasMore={list.hasMore}
          onMore={list.more}
          empty={
            list.error !== null ? null : (
              <NoRequests filtered={filtered} searched={searched} onClear={() => set(NO_FILTERS)} />
            )
          }
        />
        {open === undefined ? null : (
          <SidePanel
            label="Request"
            title={opened?.requested_model ?? open}
            actions={<TraceActions id={open} />}
            onClose={() =>
              set({ open: undefined, full: undefined, span: undefined, tab: undefined })
            }
          >
            <Suspense fallback={<Pending />}>
              <TraceView
                key={open}
                id={open}
                onRequest={(id) => set({ open: id, span: undefined })}
              />
            </Suspense>
          </SidePanel>
        )}
      </SplitView>
    </Page>
  );
}
