import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { FocusEvent } from 'react';
import type { Column, Sort } from './column.ts';
import styles from './data-table.module.css';

/** Tab leaves a head where it is when a part of it shows, though that be under the column picker. */
function showWhole({ currentTarget }: FocusEvent<HTMLElement>): void {
  if (currentTarget.matches(':focus-visible')) {
    currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

export function TableHeader<Row>({
  columns,
  sort,
  onSort,
}: {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}) {
  return (
    <div role="row" aria-rowindex={1} className={styles.header}>
      {columns.map((column) => {
        const by = column.sort;
        const sorted = by !== undefined && sort?.by === by ? sort.order : undefined;
        const Arrow = sorted === 'asc' ? IconArrowUp : IconArrowDown;
        return (
          <div
            key={column.id}
            role="columnheader"
            className={styles.head}
            data-align={column.align}
            aria-sort={
              sorted === undefined ? undefined : sorted === 'asc' ? 'ascending' : 'descending'
            }
          >
            {by === undefined || onSort === undefined ? (
              <span className={styles.content}>{column.header}</span>
            ) : (
              <button
                type="button"
                className={styles.sort}
                onFocus={showWhole}
                onClick={() => onSort({ by, order: sorted === 'desc' ? 'asc' : 'desc' })}
              >
                <span className={styles.content}>{column.header}</span>
                {sorted === undefined ? null : <Arrow size={14} stroke={1.75} aria-hidden="true" />}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}
