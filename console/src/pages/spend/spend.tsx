import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Search } from '../../data/search.ts';
import { useSearch } from '../../data/use-search.ts';
import { Page } from '../../frame/page.tsx';
import { FILTER_NAMES } from '../../observe/dimensions.ts';
import { KeptNote } from '../../observe/kept-note.tsx';
import { NoRequests } from '../../observe/no-requests.tsx';
import { NOT_OF_TRACES } from '../../observe/not-of-traces.ts';
import { useDimensions } from '../../observe/use-dimensions.ts';
import { useTraceFilter } from '../../observe/use-trace-filter.ts';
import { AnswerNotice } from '../../ui/answer-notice.tsx';
import { DataTable } from '../../ui/data-table/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar, useFilters } from '../../ui/filter-bar/index.ts';
import layout from '../../ui/layout.module.css';
import { CsvMenu } from './csv-menu.tsx';
import styles from './spend.module.css';
import { spendColumns } from './spend-columns.tsx';
import { spendOrder } from './spend-order.ts';
import { noteOf, type SpendRow } from './spend-table.ts';
import { SPENDERS, type Spender, spenderOf } from './spender.ts';
import { useSpend } from './use-spend.ts';

/** Who spends: everybody, with what they cost, as a table and as a file. */
export default function Spend() {
  const [search, set] = useSearch();
  const filter = useTraceFilter();
  const filters = useFilters(FILTER_NAMES);
  const dimensions = useDimensions(filter);
  const spender = spenderOf(search['by']);
  return (
    <Page
      title="Spend"
      docs="traces#who-spends"
      fill
      actions={<CsvMenu spender={spender} filter={filter} />}
    >
      <div className={layout.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Who spends"
          value={spender.name}
          onChange={(by) => set({ by: by === 'user' ? undefined : by })}
          data={SPENDERS.map((value) => ({ value, label: `By ${value}` }))}
        />
      </div>
      <FilterBar dimensions={dimensions} filters={filters} />
      <KeptNote />
      <Spenders
        // Another table, which must not begin with the rows of this one.
        key={spender.name}
        spender={spender}
        filtered={filters.filters.length > 0}
        onClear={filters.clear}
      />
    </Page>
  );
}

function Spenders({
  spender,
  filtered,
  onClear,
}: {
  readonly spender: Spender;
  readonly filtered: boolean;
  readonly onClear: () => void;
}) {
  const [search, set] = useSearch();
  const navigate = useNavigate();
  const sort = spendOrder(search);
  const spend = useSpend(spender, useTraceFilter(), sort);
  const { table, cut, error, stale } = spend;
  const total = table?.total;
  const columns = useMemo(() => spendColumns(spender, { total, cut }), [spender, total, cut]);
  const note = table === undefined ? null : noteOf(spender, table, cut);
  return (
    <>
      <AnswerNotice answer={spend} />
      {/* Its place is there before it is. */}
      <p className={styles.note}>{note ?? '\u00a0'}</p>
      <DataTable<SpendRow>
        label={`Spend by ${spender.name}`}
        storageKey="spend"
        columns={columns}
        rows={table?.rows ?? []}
        footer={table?.rest ?? []}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        onOpen={(row) =>
          void navigate({
            to: '/requests',
            search: (old: Search) => ({
              ...old,
              ...NOT_OF_TRACES,
              ...row.search,
              sort: 'cost_usd',
              order: undefined,
            }),
          })
        }
        sort={{ by: sort.by, order: sort.order }}
        onSort={(next) =>
          set({
            sort: next.by === 'cost_usd' ? undefined : next.by,
            order: next.order === 'desc' ? undefined : next.order,
          })
        }
        loading={table === undefined && error === null}
        stale={stale}
        empty={
          error !== null ? null : total === undefined || total.requests === 0 ? (
            <NoRequests filtered={filtered} onClear={onClear} />
          ) : (
            <EmptyState title={spender.none} />
          )
        }
      />
    </>
  );
}
