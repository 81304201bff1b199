import type { ReactNode } from 'react';
import styles from './plain-table.module.css';
import { Sideways } from './sideways.tsx';

/** A short table that is whole at once; where it is wider than its place, it scrolls by itself. Numbers: `data-number`. */
export function PlainTable({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <Sideways label={label}>
      <table className={styles.table}>{children}</table>
    </Sideways>
  );
}
