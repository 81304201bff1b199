import type { ReactNode } from 'react';
import styles from './plain-table.module.css';

/** A short table that is whole at once; where it is wider than its place, it scrolls by itself. Numbers: `data-number`. */
export function PlainTable({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <div className={styles.wide} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>{children}</table>
    </div>
  );
}
