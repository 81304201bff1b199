import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Teaches: what the page is for in a sentence, and the one command or button that fills it. */
export function EmptyState({
  title,
  children,
  action,
  icon,
  alone = false,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
  /** Where it is all there is, its title is that of the page. */
  readonly alone?: boolean;
}) {
  const Title = alone ? 'h1' : 'h2';
  return (
    <section className={styles.empty} aria-label={title}>
      {icon === undefined ? null : (
        <div className={styles.icon} aria-hidden="true">
          {icon}
        </div>
      )}
      <Title className={styles.title}>{title}</Title>
      <div className={styles.body}>{children}</div>
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </section>
  );
}
