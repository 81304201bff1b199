import { Anchor } from '@mantine/core';
import { IconBook } from '@tabler/icons-react';
import styles from './doc-link.module.css';

/** The page's chapter of the documentation, which the server brings along: `<DocLink to="traces" />`. */
export function DocLink({ to, children }: { readonly to: string; readonly children?: string }) {
  return (
    <Anchor href={`/docs/${to}`} target="_blank" rel="noreferrer" size="sm" className={styles.link}>
      <IconBook size={16} stroke={1.5} aria-hidden="true" />
      {children ?? 'Documentation'}
    </Anchor>
  );
}
