import { Autocomplete, type ComboboxItem, type OptionsFilter } from '@mantine/core';
import { useState } from 'react';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import styles from './playground.module.css';

/** More than this many nobody scrolls through: typing finds the others. */
const MOST = 500;

/** Any model by name: opens with all that are known, whatever stands in it, and finds by what is typed. */
export function ModelField({
  label,
  models,
  value,
  error,
  focused,
  onChange,
}: {
  readonly label: string;
  readonly models: readonly string[];
  readonly value: string;
  readonly error: string | null;
  /** Whether it has the focus, and with it its list open, from the beginning. */
  readonly focused: boolean;
  readonly onChange: (model: string) => void;
}) {
  // What stood there when the list opened is no search.
  const [typed, setTyped] = useState(false);
  return (
    <Autocomplete
      {...(focused ? { ref: focusAtOnce } : {})}
      className={styles.model ?? ''}
      // The list itself scrolls: a scroller within it would be one that no key reaches.
      withScrollArea={false}
      classNames={{ options: styles.models ?? '' }}
      aria-label={label}
      placeholder="provider/model"
      data={[...models]}
      limit={MOST}
      filter={typed ? byWords : all}
      value={value}
      error={error}
      onFocus={(event) => event.currentTarget.select()}
      onInput={() => setTyped(true)}
      onDropdownClose={() => setTyped(false)}
      onChange={onChange}
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
