import type { ReactNode } from 'react';
import styles from './settings.module.css';

/** A part of a settings tab: its heading, what it means, and the form or list. */
export function Section({
  title,
  explain,
  children,
}: {
  readonly title: string;
  readonly explain?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {explain === undefined ? null : <p className={styles.explain}>{explain}</p>}
      {children}
    </section>
  );
}

export function Sections({ children }: { readonly children: ReactNode }) {
  return <div className={styles.sections}>{children}</div>;
}
