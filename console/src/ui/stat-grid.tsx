import type { ReactNode } from 'react';
import styles from './stat.module.css';

/** Stats side by side, as many as there is room for. */
export function StatGrid({ children }: { readonly children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>;
}
