import type { Difference } from './differences.ts';
import styles from './routes.module.css';

/** What one version says otherwise than another. */
export function DifferenceList({ of }: { readonly of: readonly Difference[] }) {
  return (
    <ul className={styles.changes}>
      {of.map(({ what, before, after }) => (
        <li key={`${what} ${before} ${after}`}>
          {what}: {before === null ? null : <del>{before}</del>}
          {before === null || after === null ? '' : ' '}
          {after === null ? null : <ins>{after}</ins>}
        </li>
      ))}
    </ul>
  );
}
