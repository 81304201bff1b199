import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react';
import { TraceLink } from '../../observe/trace-link.tsx';
import type { Change } from './changes.ts';
import styles from './overview.module.css';

export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) {
    return <p className={styles.dimmed}>Nothing stands out: all is about as it was before.</p>;
  }
  return (
    <ol className={styles.changes}>
      {changes.map(({ subject, text, worse, rose, search }) => {
        const Icon = rose ? IconArrowUpRight : IconArrowDownRight;
        return (
          <li key={`${subject} ${text}`} className={styles.change} data-worse={worse || undefined}>
            <Icon size={16} stroke={1.75} aria-hidden="true" />
            <TraceLink search={search}>
              <strong>{subject}</strong> {text}
            </TraceLink>
          </li>
        );
      })}
    </ol>
  );
}
