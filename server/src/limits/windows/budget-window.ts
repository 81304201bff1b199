/** How long a budget lasts before it begins anew. */
export type BudgetWindow = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'total';

/** One run of a budget's window, in Unix milliseconds: from `start` on, before `end`. */
export interface WindowSpan {
  readonly start: number;
  /** Infinity for `total`. */
  readonly end: number;
}
