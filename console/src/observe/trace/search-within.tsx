import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import styles from './trace-view.module.css';
import { useTextSearch } from './use-text-search.ts';

/** Looks for a text in what is shown: Enter goes to the next, Shift+Enter back. */
export function SearchWithin({
  place,
  text,
  onText,
  content,
}: {
  readonly place: RefObject<HTMLElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly content: unknown;
}) {
  const { count, current, step } = useTextSearch(place, text, content);
  return (
    <div className={styles.search}>
      <span className={styles.dimmed} aria-live="polite">
        {text.trim() === '' ? '' : count === 0 ? 'Not found' : `${current + 1} of ${count}`}
      </span>
      <TextInput
        size="xs"
        w={160}
        aria-label="Search within"
        placeholder="Search within"
        leftSection={<IconSearch size={14} stroke={1.75} />}
        rightSection={
          text === '' ? null : (
            <CloseButton size="xs" aria-label="Clear the search" onClick={() => onText('')} />
          )
        }
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') {
            event.preventDefault();
            onText('');
            event.currentTarget.blur();
          }
        }}
      />
    </div>
  );
}
