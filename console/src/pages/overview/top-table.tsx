import type { ReactNode } from 'react';
import { TraceLink } from '../../observe/trace-link.tsx';
import { formatPercent } from '../../ui/formats.ts';
import { Sideways } from '../../ui/sideways.tsx';
import styles from './overview.module.css';

export interface TopColumn<Row> {
  readonly header: string;
  readonly render: (row: Row) => ReactNode;
}

/** A short list, largest first, each line with its share as a bar behind its name. */
export function TopTable<Row>({
  label,
  first,
  share = 'Share',
  bare = false,
  rows,
  nameOf,
  keyOf,
  searchOf,
  shareOf,
  columns,
  empty,
}: {
  readonly label: string;
  /** Heads the names. */
  readonly first: string;
  /** Heads the bars. */
  readonly share?: string;
  /** Bars alone, where the number itself stands in a column. */
  readonly bare?: boolean;
  readonly rows: readonly Row[];
  readonly nameOf: (row: Row) => ReactNode;
  readonly keyOf: (row: Row) => string;
  readonly searchOf: (row: Row) => { readonly [name: string]: string | undefined };
  /** Of the whole, 0 to 1; null: not known. */
  readonly shareOf: (row: Row) => number | null;
  readonly columns: readonly TopColumn<Row>[];
  readonly empty: string;
}) {
  if (rows.length === 0) return <p className={styles.dimmed}>{empty}</p>;
  return (
    <Sideways label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col">{share}</th>
            {columns.map(({ header }) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const part = shareOf(row);
            return (
              <tr key={keyOf(row)}>
                <th scope="row">
                  <TraceLink search={searchOf(row)}>{nameOf(row)}</TraceLink>
                </th>
                <td>
                  <span className={styles.share}>
                    <span className={styles.track}>
                      <span
                        className={styles.bar}
                        style={{ width: `${Math.min(100, (part ?? 0) * 100)}%` }}
                      />
                    </span>
                    {bare ? null : <span className={styles.percent}>{formatPercent(part)}</span>}
                  </span>
                </td>
                {columns.map(({ header, render }) => (
                  <td key={header}>{render(row)}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Sideways>
  );
}
