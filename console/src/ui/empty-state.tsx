import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Teaches: what the page is for in a sentence, and the one command or button that fills it. */
export function EmptyState({
  title,
  children,
  action,
  icon,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
}) {
  return (
    <section className={styles.empty} aria-label={title}>
      {icon === undefined ? null : (
        <div className={styles.icon} aria-hidden="true">
          {icon}
        </div>
      )}
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.body}>{children}</div>
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </section>
  );
}
