import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './stat.module.css';

/** One number with its name; `note` says what it is of or how it moved. */
export function Stat({
  label,
  value,
  note,
  loading = false,
  stale = false,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly loading?: boolean;
  readonly stale?: boolean;
}) {
  return (
    <div className={styles.stat} data-stale={stale || undefined}>
      <div className={styles.label}>{label}</div>
      {loading ? (
        <>
          <Skeleton height={24} width={72} my={2} aria-hidden="true" />
          <Skeleton height={12} width={96} my={4} aria-hidden="true" />
        </>
      ) : (
        <>
          <div className={styles.value} data-stat="">
            {value}
          </div>
          <div className={styles.note}>{note ?? '\u00a0'}</div>
        </>
      )}
    </div>
  );
}
