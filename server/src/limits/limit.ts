import type { BudgetWindow } from './windows/budget-window.ts';

/**
 * What kind of amount a limit is of.
 * - `budget`: so much in each window of a calendar; what is spent in it is gone until the next.
 * - `slots`: so many calls at once; a slot comes back with the end of its call, which lasts `callMs` at the most.
 * - `rate`: a token bucket that holds `burst` and gains the limit's amount every `perMs`, evenly, on control's clock.
 */
export type LimitShape =
  | { readonly kind: 'budget'; readonly window: BudgetWindow; readonly timeZone: string }
  | { readonly kind: 'slots'; readonly callMs: number }
  | { readonly kind: 'rate'; readonly perMs: number; readonly burst: bigint };

/**
 * A limit as the lease protocol knows it. What is counted (requests, tokens, pico-USD) does not matter to it: amounts are whole
 * numbers of one unit. Another shape is another limit, under another id; amount, mode and `whileAway` may change.
 */
export interface Limit {
  readonly id: string;
  readonly shape: LimitShape;
  readonly amount: bigint;
  /** `hard` refuses what does not fit; `soft` counts, says when it is exceeded, and refuses nothing. */
  readonly mode: 'hard' | 'soft';
  /** What a gateway does when a lease does not suffice and control cannot be reached. */
  readonly whileAway: 'refuse' | 'allow_bounded';
  /** With `allow_bounded`: how much one gateway may admit in one absence of control; its share among the gateways if null. */
  readonly awayAllowance: bigint | null;
}
