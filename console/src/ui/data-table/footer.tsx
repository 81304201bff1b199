import type { Column } from './column.ts';
import styles from './data-table.module.css';

/** Rows of the whole list, at its lower end. */
export function TableFooter<Row>({
  rows,
  rowKey,
  columns,
  after,
}: {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** How many rows stand before them. */
  readonly after: number;
}) {
  return (
    <div role="rowgroup" className={styles.footer}>
      {rows.map((row, index) => (
        <div
          key={rowKey(row)}
          role="row"
          aria-rowindex={after + index + 2}
          className={styles.footerRow}
        >
          {columns.map((column) => (
            <div key={column.id} role="gridcell" className={styles.cell} data-align={column.align}>
              {column.render(row)}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
