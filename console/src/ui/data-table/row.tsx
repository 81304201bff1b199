import { memo } from 'react';
import type { Column } from './column.ts';
import styles from './data-table.module.css';

interface RowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<Row>[];
  readonly active: boolean;
  readonly selected: boolean;
  /** Whether its values offer to be filtered by: only where somebody points, by pointer or keys. */
  readonly filters: boolean;
}

/**
 * As few and as plain elements as can be, and drawn again only when something of it changed: thousands of these go by in a
 * scroll. Its place is `top` and no transform: a row never moves, and a transform of its own costs each one a layer to lay out.
 */
function PlainRow<Row>(props: RowProps<Row>) {
  const { row, index, columns, active } = props;
  return (
    <div
      role="row"
      id={props.id}
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      data-index={index}
      data-active={active || undefined}
      style={{ top: props.top }}
    >
      {columns.map((column) => {
        const value = props.filters ? (column.filter?.(row) ?? null) : null;
        return value === null ? (
          <div key={column.id} role="gridcell" className={styles.cell} data-align={column.align}>
            {column.render(row)}
          </div>
        ) : (
          <div
            key={column.id}
            role="gridcell"
            className={styles.cell}
            data-align={column.align}
            data-filter=""
          >
            <span className={styles.content}>{column.render(row)}</span>
            <button
              type="button"
              tabIndex={-1}
              className={styles.filter}
              data-column={column.id}
              aria-label={`Filter by ${value.label ?? value.value}`}
            >
              ⋯
            </button>
          </div>
        );
      })}
    </div>
  );
}

export const TableRow = memo(PlainRow) as typeof PlainRow;
