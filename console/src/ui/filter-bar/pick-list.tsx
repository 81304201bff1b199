import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { focusAtOnce } from '../focus-at-once.ts';
import { formatCount } from '../formats.ts';
import styles from './filter-bar.module.css';

export interface PickItem {
  readonly value: string;
  readonly label?: string;
  readonly count?: number;
  /** What is looked through, where it is not label and value. */
  readonly find?: string;
}

/** A short list to type into and choose from: arrows and Enter, or the mouse. */
export function PickList({
  label,
  items,
  onPick,
  onType,
  free = false,
  note,
}: {
  readonly label: string;
  readonly items: readonly PickItem[];
  readonly onPick: (value: string, event: { readonly shiftKey: boolean }) => void;
  readonly onType?: (typed: string) => void;
  /** Whether what was typed may be chosen although it is not in the list. */
  readonly free?: boolean;
  readonly note?: ReactNode;
}) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const wanted = typed.trim().toLowerCase();
  const found = items.filter(({ value, label: text, find }) =>
    (find ?? `${text ?? ''} ${value}`).toLowerCase().includes(wanted),
  );
  const offered: readonly PickItem[] =
    free && wanted !== '' && !items.some(({ value }) => value === typed.trim())
      ? [...found, { value: typed.trim() }]
      : found;
  const at = Math.min(active, offered.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      setActive(Math.max(0, Math.min(offered.length - 1, next)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const item = offered[at];
      if (item !== undefined) onPick(item.value, event);
    }
  };
  return (
    <div className={styles.pick}>
      <TextInput
        // It may take the place of another list, whose focus went with it.
        ref={focusAtOnce}
        size="xs"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
        placeholder={label}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          onType?.(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        data-autofocus
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
        {offered.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above takes the keys and names the active option.
          <div
            key={item.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={styles.option}
            onClick={(event) => onPick(item.value, event)}
            onMouseMove={() => setActive(index)}
          >
            <span className="truncate">{item.label ?? item.value}</span>
            {item.count === undefined ? null : (
              <span className={styles.count}>{formatCount(item.count)}</span>
            )}
          </div>
        ))}
      </div>
      {offered.length === 0 && note === undefined ? (
        <div className={styles.none}>Nothing found.</div>
      ) : null}
      {note === undefined ? null : <div className={styles.none}>{note}</div>}
    </div>
  );
}
