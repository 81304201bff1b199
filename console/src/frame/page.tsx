import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { DocLink } from '../ui/doc-link.tsx';
import styles from './page.module.css';

/** A page in the frame: its title in the tab and as heading, its documentation, its actions. */
export function Page({
  title,
  docs,
  actions,
  fill = false,
  children,
}: {
  readonly title: string;
  /** The chapter of the documentation: `traces` for docs/traces.md, `#section` allowed. */
  readonly docs: string;
  readonly actions?: ReactNode;
  /** Whether the content takes the height that is left (lists) or scrolls with the page. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}) {
  useDocumentTitle(`${title} – Signalbox`);
  return (
    <div className={styles.page} data-fill={fill || undefined}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        <DocLink to={docs} />
        <div className={styles.actions}>{actions}</div>
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}
