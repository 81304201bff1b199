import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  type PointerEvent,
  type Ref,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { Column } from './column.ts';
import styles from './data-table.module.css';
import { TableRow } from './row.tsx';

export const ROW_HEIGHT = 36;
const OVERSCAN = 10;
/** How many rows before the end the next page is asked for, so that it is there before a quick scroll is. */
const AHEAD = 200;

export interface RowsHandle {
  scrollToIndex(index: number): void;
}

interface RowsProps<Row> {
  readonly ref: Ref<RowsHandle>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly tableId: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** The index of the row that keys act on; -1: none. */
  readonly active: number;
  readonly selected: string | undefined;
  readonly hasMore: boolean;
  readonly onMore: (() => void) | undefined;
}

/** The rows that are seen, and some around them. All that is drawn anew in a scroll is here: what is around the rows stays. */
function PlainRows<Row>(props: RowsProps<Row>) {
  const { rows, rowKey, columns, active, hasMore, onMore } = props;
  // The active row stays in the document wherever the list is scrolled to: the grid names it (`aria-activedescendant`).
  const rangeExtractor = useCallback(
    (range: Range) => {
      const seen = defaultRangeExtractor(range);
      if (active < 0 || active >= range.count || seen.includes(active)) return seen;
      return active < (seen[0] ?? 0) ? [active, ...seen] : [...seen, active];
    },
    [active],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => props.scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor,
    // A scroll may be drawn a frame late; drawn within the event, it makes frames long.
    useFlushSync: false,
    // The header stands above the rows, and over them once they are scrolled.
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
  });
  useImperativeHandle(props.ref, () => ({
    scrollToIndex: (index) => virtual.scrollToIndex(index),
  }));
  const [pointed, setPointed] = useState(-1);
  const items = virtual.getVirtualItems();
  // The row that the address opens is brought into view, where it is among the first rows: later ones are not waited for.
  const { selected } = props;
  const drawn = virtual.range !== null;
  const brought = useRef<string>(undefined);
  useEffect(() => {
    if (!drawn || brought.current === selected) return;
    brought.current = selected;
    const index = rows.findIndex((row) => rowKey(row) === selected);
    if (index >= 0) virtual.scrollToIndex(index);
  }, [drawn, selected, rows, rowKey, virtual]);
  const last = virtual.range === null ? -1 : virtual.range.endIndex + OVERSCAN;
  // Of a first page that is shorter than that, only when its second half is near.
  const wanted = rows.length - Math.min(AHEAD, rows.length / 2);
  useEffect(() => {
    if (hasMore && last >= wanted) onMore?.();
  }, [hasMore, last, wanted, onMore]);

  // Rows that pass beneath a resting pointer are not pointed at.
  const onPointerMove = ({ target }: PointerEvent) => {
    if (virtual.isScrolling || !(target instanceof Element)) return;
    setPointed(Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1));
  };
  return (
    <div
      role="rowgroup"
      className={styles.body}
      style={{ height: virtual.getTotalSize() }}
      onPointerMove={onPointerMove}
    >
      {items.map(({ index, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const key = rowKey(row);
        return (
          <TableRow
            key={key}
            id={`${props.tableId}-${index}`}
            row={row}
            index={index}
            top={start - ROW_HEIGHT}
            columns={columns}
            active={index === active}
            selected={key === props.selected}
            filters={index === pointed || index === active}
          />
        );
      })}
    </div>
  );
}

export const TableRows = memo(PlainRows) as typeof PlainRows;
