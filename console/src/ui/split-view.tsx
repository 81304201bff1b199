import type { ReactNode } from 'react';
import styles from './side-panel.module.css';

/** A list with room for a `SidePanel` at its right. */
export function SplitView({ children }: { readonly children: ReactNode }) {
  return <div className={styles.split}>{children}</div>;
}
