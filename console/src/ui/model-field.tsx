import { Autocomplete, type ComboboxItem, type OptionsFilter } from '@mantine/core';
import { useState } from 'react';
import { focusAtOnce } from './focus-at-once.ts';
import styles from './model-field.module.css';

/** More than this many nobody scrolls through: typing finds the others. */
const MOST = 500;

/** Any model by name: opens with all that are known, whatever stands in it, and finds by what is typed. */
export function ModelField({
  label,
  heading,
  models,
  value,
  error,
  focused = false,
  onChange,
}: {
  /** What it is called, where several are told apart. */
  readonly label: string;
  /** What stands above it; part of the label. */
  readonly heading?: string;
  readonly models: readonly string[];
  readonly value: string;
  readonly error?: string | null;
  /** Whether it has the focus, and with it its list open, from the beginning. */
  readonly focused?: boolean;
  readonly onChange: (model: string) => void;
}) {
  // What stood there when the list opened is no search.
  const [typed, setTyped] = useState(false);
  // A model that is filled in by itself must not come between what somebody types: what stood there stays while they are at it.
  const [held, setHeld] = useState<string | null>(null);
  return (
    <Autocomplete
      {...(focused ? { ref: focusAtOnce } : {})}
      className={styles.field ?? ''}
      // The list itself scrolls: a scroller within it would be one that no key reaches.
      withScrollArea={false}
      classNames={{ options: styles.options ?? '' }}
      aria-label={label}
      label={heading}
      placeholder="provider/model"
      data={[...models]}
      limit={MOST}
      filter={typed ? byWords : all}
      value={held ?? value}
      error={error ?? null}
      onFocus={(event) => {
        setHeld(value);
        event.currentTarget.select();
      }}
      onBlur={() => setHeld(null)}
      onInput={() => setTyped(true)}
      onDropdownClose={() => setTyped(false)}
      onChange={(model) => {
        setHeld(null);
        onChange(model);
      }}
    />
  );
}

const all: OptionsFilter = ({ options, limit }) => options.slice(0, limit);

/** Those that have every word of it, in any order. */
const byWords: OptionsFilter = ({ options, search, limit }) => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return (options as ComboboxItem[])
    .filter(({ value }) => words.every((word) => value.toLowerCase().includes(word)))
    .slice(0, limit);
};
