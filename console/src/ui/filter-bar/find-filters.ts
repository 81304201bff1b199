import type { Dimension, Suggestion } from './dimension.ts';

/** One line of what can be filtered by: a dimension, or one value of it. */
export interface Found {
  readonly dimension: Dimension;
  /** Null: any, to be chosen next. */
  readonly value: string | null;
  readonly label: string;
  readonly count?: number;
}

/** More of one dimension would hide the others. */
const MOST_OF_EACH = 8;

/**
 * What a text may mean: the dimensions whose name it is part of, then the values, those first that are the text itself.
 * `suggestions` by dimension; null: not known yet.
 */
export function findFilters(
  typed: string,
  dimensions: readonly Dimension[],
  suggestions: ReadonlyMap<string, readonly Suggestion[]> | null,
): readonly Found[] {
  const text = typed.trim();
  const wanted = text.toLowerCase();
  const byName = dimensions
    .filter(({ id, label }) => `${label} ${id}`.toLowerCase().includes(wanted))
    .map((dimension) => ({ dimension, value: null, label: dimension.label }));
  if (wanted === '' || suggestions === null) return byName;
  const exact: Found[] = [];
  const partly: Found[] = [];
  const free: Found[] = [];
  for (const dimension of dimensions) {
    if (dimension.found === undefined) continue;
    const line = (value: string, count?: number): Found => ({
      dimension,
      value,
      label: `${dimension.label} ${dimension.verbs?.[0] ?? 'is'} ${shown(dimension, value)}`,
      ...(count === undefined ? {} : { count }),
    });
    let equal = false;
    let more = 0;
    for (const { value, count } of suggestions.get(dimension.id) ?? []) {
      const name = shown(dimension, value).toLowerCase();
      if (value === '' || !name.includes(wanted)) continue;
      if (name === wanted) {
        equal = true;
        exact.push(line(value, count));
      } else if (more < MOST_OF_EACH) {
        more += 1;
        partly.push(line(value, count));
      }
    }
    if (dimension.found === 'any-text' && !equal) free.push(line(text));
  }
  return [...byName, ...exact, ...partly, ...free];
}

function shown({ format }: Dimension, value: string): string {
  return format?.(value) ?? value;
}
