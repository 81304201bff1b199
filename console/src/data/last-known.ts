import { isAway, isPassing } from './away.ts';
import { type Range, rangeBefore } from './range.ts';

export interface LastKnown<Data> {
  readonly data: Data;
  /** When it was read, ms since 1970. */
  readonly at: number;
}

/** What a page shows of a question: its answer, or, where that did not come, what was known before. */
export interface Shown<Data> {
  readonly data: Data | undefined;
  /** It is about to be replaced, or could not be: it is dimmed. */
  readonly stale: boolean;
  /** When what is shown was read, where a newer answer did not come; else null. */
  readonly knownAt: number | null;
}

/**
 * The same question a moment later: where the range moves with the clock, the same range and the one before it count as the
 * same, whatever moments they are. A range that somebody chose is another question.
 */
export function aboutOf(key: readonly unknown[], range: Range): string {
  if (range.relative === null) return JSON.stringify(key);
  const before = rangeBefore(range);
  const names = new Map([
    [range.from, `${range.relative}: from`],
    [range.to, `${range.relative}: to`],
    [before.from, `${range.relative}: from before`],
    [
      before.to,
      range.from === before.to ? `${range.relative}: from` : `${range.relative}: to before`,
    ],
  ]);
  return JSON.stringify(key, (_, value: unknown) =>
    typeof value === 'string' ? (names.get(value) ?? value) : value,
  );
}

export function shownOf<Data>(
  answer: {
    readonly data: Data | undefined;
    readonly dataUpdatedAt: number;
    readonly error: Error | null;
    readonly isPlaceholderData: boolean;
  },
  last: LastKnown<Data> | undefined,
): Shown<Data> {
  const { data, dataUpdatedAt, error, isPlaceholderData: stale } = answer;
  if (error === null) return { data, stale, knownAt: null };
  if (data !== undefined) return { data, stale: true, knownAt: dataUpdatedAt };
  // What is refused is not shown any longer.
  if (last === undefined || !(isAway(error) || isPassing(error)))
    return { data: undefined, stale, knownAt: null };
  return { data: last.data, stale: true, knownAt: last.at };
}
