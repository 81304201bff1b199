import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Logo } from '../../frame/logo.tsx';
import { DocLink } from '../../ui/doc-link.tsx';
import styles from './people-page.module.css';

/** What somebody sees who has not come in yet: one thing to do, and where it is explained. */
export function PeoplePage({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  useDocumentTitle(`${title} – Signalbox`);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.header}>
          <Logo />
          <span>Signalbox</span>
        </header>
        <h1 className={styles.title}>{title}</h1>
        {children}
        <footer className={styles.footer}>
          <DocLink to="people">How people sign in</DocLink>
        </footer>
      </div>
    </main>
  );
}
