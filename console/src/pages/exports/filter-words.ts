import type { Export } from './types.ts';

/** A filter in words: `2026-03-01 to 2026-03-02, model gpt-5`; days where the reader is. */
export function filterWords({ from, to, ...rest }: Export['filter']): string {
  const others = Object.entries(rest)
    // Ids say nothing to a reader, and the place is in the top bar.
    .filter(([name, value]) => value !== undefined && name !== 'environment')
    .map(([name, value]) => `${name.replace(/^not_/, 'not ').replaceAll('_', ' ')} ${value}`);
  return [`${moment(from)} to ${moment(to)}`, ...others].join(', ');
}

function moment(iso: string): string {
  const date = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
