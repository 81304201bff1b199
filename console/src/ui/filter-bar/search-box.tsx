import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useSearch } from '../../data/use-search.ts';

/** A text of the address; `/` goes there, Enter searches, Esc leaves. */
export function SearchBox({
  param,
  placeholder,
  label,
}: {
  readonly param: string;
  readonly placeholder: string;
  readonly label: string;
}) {
  const [search, set] = useSearch();
  const input = useRef<HTMLInputElement>(null);
  const value = search[param] ?? '';
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
      const target = event.target;
      if (target instanceof HTMLElement && target.closest('input, textarea, [role=dialog]')) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <TextInput
      ref={input}
      size="xs"
      w={340}
      maw="100%"
      aria-label={label}
      title={label}
      placeholder={`${placeholder} (/)`}
      leftSection={<IconSearch size={14} stroke={1.75} />}
      rightSection={
        typed === '' ? null : (
          <CloseButton
            size="xs"
            aria-label="Clear the search"
            onClick={() => {
              setTyped('');
              set({ [param]: undefined });
            }}
          />
        )
      }
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') set({ [param]: typed.trim() === '' ? undefined : typed.trim() });
        if (event.key === 'Escape') {
          event.preventDefault();
          event.currentTarget.blur();
        }
      }}
      onBlur={() => setTyped(value)}
    />
  );
}
