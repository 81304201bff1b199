import { allowanceOf } from './allowance.ts';
import type { ControlPresence } from './control-presence.ts';
import type { UsedCounter } from './held-lease.ts';
import type { LeaseTerms } from './lease-terms.ts';
import { type Level, type Refused, refusedAt } from './reserved.ts';

/** A request meets a level whose lease does not suffice. */
export interface Shortage {
  readonly level: Level;
  readonly counter: UsedCounter | undefined;
  readonly missing: bigint;
  /** The request waited as long as it may. */
  readonly last: boolean;
}

/**
 * Null: it may wait for control, or do without.
 * @param isFull the gateway can open no more leases
 */
export function refusalOf(
  shortage: Shortage,
  isFull: boolean,
  presence: ControlPresence,
  terms: LeaseTerms,
  now: number,
): Refused | null {
  const { level, counter, missing, last } = shortage;
  const refusal = counter?.refusal ?? null;
  if (refusal !== null && now < refusal.until && missing >= refusal.least) {
    const { reason, retryAt } = refusal;
    return refusedAt(level, reason, retryAt === null ? null : Math.max(0, retryAt - now));
  }
  if (!counter?.lease && isFull) return refusedAt(level, 'full', terms.reportMs);
  if (!presence.isAlone && !last) return null;
  if (mayOverdraw(shortage, presence, now)) return null;
  const reason = presence.isAway(now, true) ? 'control_away' : 'held';
  return refusedAt(level, reason, terms.recheckMs);
}

/** Whether control is away and the limit lets so much pass without it. */
export function mayOverdraw(
  { level: { limit }, counter, missing, last }: Shortage,
  presence: ControlPresence,
  now: number,
): boolean {
  if (limit.whileAway !== 'allow_bounded' || !presence.isAway(now, last)) return false;
  const taken = (counter?.lease?.overdrawn ?? 0n) + missing;
  return taken <= allowanceOf(limit, counter?.holders ?? 0, presence.silentMs(now));
}
