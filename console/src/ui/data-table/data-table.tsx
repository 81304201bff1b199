import {
  type MouseEvent,
  type ReactNode,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import sideways from '../sideways.module.css';
import { useMoreSideways } from '../use-more-sideways.ts';
import { type Column, type FilterValue, gridTracks, type Sort } from './column.ts';
import { ColumnPicker } from './column-picker.tsx';
import styles from './data-table.module.css';
import { FilterMenu, type FilterMenuState } from './filter-menu.tsx';
import { TableFooter } from './footer.tsx';
import { TableHeader } from './header.tsx';
import { ROW_HEIGHT, type RowsHandle, TableRows } from './rows.tsx';
import { SkeletonRows } from './skeleton-rows.tsx';
import { useColumns } from './use-columns.ts';
import { useRowKeys } from './use-row-keys.ts';

const NO_FOOTER: readonly never[] = [];

export interface DataTableProps<Row extends object> {
  /** What the list holds: "Requests". */
  readonly label: string;
  /** Under which this browser remembers the columns. */
  readonly storageKey: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selected?: string | undefined;
  readonly onOpen?: (row: Row) => void;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  readonly onFilter?: (value: FilterValue, exclude: boolean) => void;
  readonly loading?: boolean;
  /** Dims rows that are about to be replaced. */
  readonly stale?: boolean;
  readonly hasMore?: boolean;
  readonly onMore?: () => void;
  /** What belongs to the whole list, such as a total: stays at its lower end wherever it is scrolled to. */
  readonly footer?: readonly Row[];
  /** What stands here where there is no row. */
  readonly empty?: ReactNode;
}

/** A virtualised list: rows of 36 px, driven by keyboard, paged as it is scrolled. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, rowKey, onOpen, hasMore = false, loading = false, footer = NO_FOOTER } = props;
  const tableId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<RowsHandle>(null);
  useMoreSideways(scroller);
  const { shown, toggle } = useColumns(props.columns, props.storageKey);
  const visible = useMemo(() => new Set(shown.map(({ id }) => id)), [shown]);
  const tracks = useMemo(() => gridTracks(shown), [shown]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [menu, setMenu] = useState<FilterMenuState | null>(null);

  const current = cursor ?? props.selected;
  const active = useMemo(
    () => (current === undefined ? -1 : rows.findIndex((row) => rowKey(row) === current)),
    [rows, rowKey, current],
  );
  const filtersOf = useCallback(
    (row: Row, column?: string) =>
      shown.flatMap(({ id, filter }) => {
        const value = column === undefined || column === id ? filter?.(row) : null;
        return value ? [value] : [];
      }),
    [shown],
  );
  const openRow = (row: Row) => {
    setCursor(rowKey(row));
    onOpen?.(row);
  };
  useRowKeys({
    count: rows.length,
    active,
    get page() {
      return Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    },
    move(index) {
      const row = rows[index];
      if (row === undefined) return;
      setCursor(rowKey(row));
      body.current?.scrollToIndex(index);
      // With a row open beside the list, moving is reading the next one.
      if (props.selected !== undefined) onOpen?.(row);
    },
    open() {
      const row = rows[active];
      if (row !== undefined) openRow(row);
    },
    filter() {
      const row = rows[active];
      const box = document.getElementById(`${tableId}-${active}`)?.getBoundingClientRect();
      if (row === undefined || box === undefined) return;
      const values = filtersOf(row);
      if (values.length > 0) setMenu({ x: box.left + 24, y: box.bottom, values });
    },
  });

  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLElement)) return;
    const row = rows[Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index'])];
    if (row === undefined) return;
    const filter = event.target.closest<HTMLElement>('button[data-column]');
    if (filter !== null) {
      const box = filter.getBoundingClientRect();
      setMenu({ x: box.left, y: box.bottom, values: filtersOf(row, filter.dataset['column']) });
    } else if (event.target.closest('button, a, input') === null && !hasSelection()) {
      openRow(row);
    }
  };

  const empty = !loading && rows.length === 0;
  return (
    <div className={`${styles.table} ${sideways.frame}`}>
      <div className={styles.picker}>
        <ColumnPicker columns={props.columns} visible={visible} onToggle={toggle} />
      </div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard on the document, see use-row-keys. */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={hasMore ? -1 : rows.length + footer.length + 1}
        aria-busy={loading}
        aria-activedescendant={active < 0 ? undefined : `${tableId}-${active}`}
        className={styles.scroller}
        data-stale={props.stale || undefined}
        onClick={onClick}
        style={{ '--columns': tracks.template, '--min-width': `${tracks.minWidth}px` }}
      >
        <TableHeader columns={shown} sort={props.sort} onSort={props.onSort} />
        {loading ? <SkeletonRows columns={shown} /> : null}
        <TableRows
          ref={body}
          scroller={scroller}
          tableId={tableId}
          rows={rows}
          rowKey={rowKey}
          columns={shown}
          active={active}
          selected={props.selected}
          hasMore={hasMore}
          onMore={props.onMore}
        />
        {footer.length === 0 || loading ? null : (
          <TableFooter rows={footer} rowKey={rowKey} columns={shown} after={rows.length} />
        )}
      </div>
      {empty ? (
        <div className={styles.empty} style={{ bottom: footer.length * ROW_HEIGHT }}>
          {props.empty}
        </div>
      ) : null}
      <FilterMenu
        state={menu}
        onClose={() => setMenu(null)}
        onFilter={(value, exclude) => {
          setMenu(null);
          props.onFilter?.(value, exclude);
        }}
      />
    </div>
  );
}

function hasSelection(): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.toString() !== '';
}
