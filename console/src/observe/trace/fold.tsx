import type { ReactNode } from 'react';
import styles from './conversation.module.css';
import { useOpenAll } from './open-all.ts';

/** What is shown when it is asked for. */
export function Fold({
  title,
  children,
}: {
  readonly title: ReactNode;
  readonly children: ReactNode;
}) {
  const openAll = useOpenAll();
  return (
    <details className={styles.fold} {...(openAll ? { open: true } : {})}>
      <summary>{title}</summary>
      <div className={styles.folded}>{children}</div>
    </details>
  );
}
