import type { Limit } from '../limit.ts';
import type { Reservation } from './held-lease.ts';

/** One limit that a request must keep to, and the most that it may use of it. */
export interface Level {
  readonly limit: Limit;
  readonly subject: string;
  /** Null: cannot be bounded, or has no known price. */
  readonly bound: bigint | null;
}

export interface Refused {
  readonly kind: 'refused';
  readonly limit: Limit;
  readonly subject: string;
  /**
   * `exhausted`: used up. `held`: others hold what is left, and may give it back. `unbounded`: the request has no bound, which a hard
   * limit needs. `control_away`: no lease suffices and control cannot be asked. `full`: the gateway has as many leases as it may.
   */
  readonly reason: 'exhausted' | 'held' | 'unbounded' | 'control_away' | 'full';
  /** Null: it will not help to try again. */
  readonly retryAfterMs: number | null;
}

export type Reserved =
  | { readonly kind: 'granted'; readonly reservation: Reservation }
  | Refused
  /** Try again with every answer that is received and every reservation that is settled, and after `waitMs` once more with `last`. */
  | { readonly kind: 'wait' };

export function refusedAt(
  { limit, subject }: Level,
  reason: Refused['reason'],
  retryAfterMs: number | null,
): Refused {
  return { kind: 'refused', limit, subject, reason, retryAfterMs };
}
