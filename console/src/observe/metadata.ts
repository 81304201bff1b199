import { joinValues, splitValues } from '../ui/filter-bar/filters.ts';
import type { UsageRow } from './types.ts';

/** A key of metadata and a value of it as a filter writes them; an empty value stands for requests without the key. */
export function pairOf(key: string, value: string): string {
  return `${key.replaceAll(':', '\\:')}:${value}`;
}

/** At the first colon that no backslash stands before; a value is null where there is none: any. */
export function readPair(pair: string): { readonly key: string; readonly value: string | null } {
  const end = /^(?:[^\\:]|\\.|\\$)*/s.exec(pair)?.[0].length ?? 0;
  const key = pair.slice(0, end).replaceAll('\\:', ':');
  return { key, value: pair[end] === ':' ? pair.slice(end + 1) : null };
}

/** As people read it: `feature: search`, `feature: none`, `feature: any`. */
export function formatPair(pair: string): string {
  if (pair === '') return 'none';
  const { key, value } = readPair(pair);
  return `${key}: ${value === null ? 'any' : value === '' ? 'none' : value}`;
}

/** A filter of metadata in which this key has one of these values; what it says of other keys stays. */
export function withMetadata(
  filter: string | undefined,
  key: string,
  values: readonly string[],
): string {
  const others = splitValues(filter).filter((pair) => readPair(pair).key !== key);
  return joinValues([...others, ...values.map((value) => pairOf(key, value))]);
}

/** The value that a row of `group_by=metadata:KEY` has, as filters write it: none is empty. */
export function metadataValue(row: UsageRow, key: string): string {
  return row.metadata?.[key] ?? '';
}
