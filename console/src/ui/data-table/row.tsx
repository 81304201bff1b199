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
}

/** Plain elements only, and drawn again only when something of it changed: thousands of these go by in a scroll. */
function PlainRow<Row>({ id, row, index, top, columns, active, selected }: RowProps<Row>) {
  return (
    <div
      role="row"
      id={id}
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-active={active || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column) => {
        const value = column.filter?.(row) ?? null;
        return (
          <div key={column.id} role="gridcell" className={styles.cell} data-align={column.align}>
            <span className={styles.content}>{column.render(row)}</span>
            {value === null ? null : (
              <button
                type="button"
                tabIndex={-1}
                className={styles.filter}
                data-column={column.id}
                aria-label={`Filter by ${value.label ?? value.value}`}
              >
                ⋯
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}

export const TableRow = memo(PlainRow) as typeof PlainRow;
