import type { UsedCounter } from './held-lease.ts';
import type { LeaseTerms } from './lease-terms.ts';
import type { LeaseAnswer, Want } from './messages.ts';

/** What follows for those who wait from what control said of `want.least`: when to ask again, or that it cannot be had for now. */
export function hearVerdict(
  counter: UsedCounter,
  { verdict, retryInMs, endsInMs }: LeaseAnswer,
  want: Want,
  terms: LeaseTerms,
  now: number,
): void {
  counter.refusal = null;
  counter.askAt = 0;
  if (endsInMs === 0 || verdict === 'granted') return;
  if (verdict === 'waiting' && retryInMs !== null && retryInMs <= terms.waitMs) {
    counter.askAt = now + Math.max(1, Math.min(retryInMs, terms.askAgainMs));
    return;
  }
  counter.refusal = {
    least: want.least,
    until: now + Math.min(terms.recheckMs, retryInMs ?? Infinity),
    reason: verdict === 'waiting' ? 'held' : 'exhausted',
    retryAt: retryInMs === null ? null : now + retryInMs,
  };
}
