import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { focusAtOnce } from '../ui/focus-at-once.ts';
import styles from './command-list.module.css';
import type { Command } from './palette-commands.ts';

export function CommandList({
  find,
  onRun,
}: {
  readonly find: (typed: string) => readonly Command[];
  readonly onRun: (command: Command) => void;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = find(typed);
  const at = Math.min(active, found.length - 1);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      setActive((next + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const command = found[at];
      if (command !== undefined) onRun(command);
    }
  };
  return (
    <>
      <TextInput
        role="combobox"
        aria-label="A page, a request or trace id"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
        placeholder="A page, a request or trace id"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        ref={focusAtOnce}
        data-autofocus
      />
      <div id={`${id}-list`} ref={list} role="listbox" aria-label="Results" className={styles.list}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above takes the keys and names the active option.
          <div
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={styles.option}
            onClick={() => onRun(command)}
            onMouseMove={() => setActive(index)}
          >
            <span>{command.label}</span>
            <span className={styles.group}>{command.group}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <div className={styles.none}>Nothing found.</div> : null}
    </>
  );
}
