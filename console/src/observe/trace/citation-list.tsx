import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './conversation.module.css';
import type { Citation } from './item.ts';

/** What a text relies on, once each. Inert like the text itself: an address is text to copy, since a model gave it. */
export function CitationList({ citations }: { readonly citations: readonly Citation[] }) {
  const unique = [...new Map(citations.map((one) => [JSON.stringify(one), one])).values()];
  if (unique.length === 0) return null;
  return (
    <ol className={styles.citations} aria-label="Citations">
      {unique.map(({ title, uri, quoted }) => (
        <li key={JSON.stringify([title, uri, quoted])}>
          <span title={uri ?? undefined}>{title ?? uri ?? 'untitled'}</span>
          {uri === null ? null : <CopyButton text={uri} what="the address" size={18} />}
          {quoted === null ? null : <q>{quoted}</q>}
        </li>
      ))}
    </ol>
  );
}
