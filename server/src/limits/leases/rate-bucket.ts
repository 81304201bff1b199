import { greater, lesser } from '../../lib/bigints.ts';
import { type ControlClock, type Counter, heldIn, since } from './counter.ts';

/*
 * A token bucket whose tokens are granted to holders before they are used. It holds at most what the burst leaves beside what is held:
 * otherwise holders could save up tokens while it fills, and more than a burst would pass at once. So what passes in any time is at
 * most the burst and what flows in meanwhile, by whatever number of gateways.
 */

/** Lets flow in what is due, and gives the whole tokens that are there; negative where a soft rate was exceeded. */
export function tokensOf(counter: Counter, clock: ControlClock): bigint {
  const { bucket, limit, windows } = counter;
  const [window] = windows;
  if (bucket === null || limit.shape.kind !== 'rate' || window === undefined) return 0n;
  const { perMs, burst } = limit.shape;
  const full = (burst - heldIn(window)) * BigInt(perMs);
  bucket.level = lesser(bucket.level + limit.amount * BigInt(since(bucket, clock)), full);
  bucket.at = bucket.boot === clock.boot ? Math.max(bucket.at, clock.monoMs) : clock.monoMs;
  bucket.boot = clock.boot;
  return bucket.level >= 0n ? bucket.level / BigInt(perMs) : -1n;
}

/** Puts tokens in, or with a negative amount takes them out, down to one burst of debt. */
export function pour(counter: Counter, tokens: bigint): void {
  const { bucket, limit } = counter;
  if (bucket === null || limit.shape.kind !== 'rate') return;
  const { perMs, burst } = limit.shape;
  bucket.level = greater(bucket.level + tokens * BigInt(perMs), -burst * BigInt(perMs));
}

/** Milliseconds until so many tokens are there; null if they never will be. */
export function refilledIn(counter: Counter, tokens: bigint): number | null {
  const { bucket, limit } = counter;
  if (bucket === null || limit.shape.kind !== 'rate') return null;
  if (tokens > limit.shape.burst || limit.amount <= 0n) return null;
  const missing = tokens * BigInt(limit.shape.perMs) - bucket.level;
  return missing <= 0n ? 0 : Number((missing + limit.amount - 1n) / limit.amount);
}
