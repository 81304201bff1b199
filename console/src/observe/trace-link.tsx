import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Search } from '../data/search.ts';
import { NOT_OF_TRACES } from './not-of-traces.ts';
import styles from './trace-link.module.css';

/** From a number to the requests behind it: the page's own filters, and these. */
export function TraceLink({
  search,
  children,
  label,
}: {
  readonly search: { readonly [name: string]: string | undefined };
  readonly children: ReactNode;
  /** Where the number alone does not say what it leads to. */
  readonly label?: string;
}) {
  return (
    <Link
      to={'/requests'}
      search={(old: Search) => ({ ...old, ...NOT_OF_TRACES, ...search })}
      className={styles.link ?? ''}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Link>
  );
}
