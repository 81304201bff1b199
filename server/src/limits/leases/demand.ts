import { greater, lesser } from '../../lib/bigints.ts';
import type { HeldLease, UsedCounter } from './held-lease.ts';
import type { LeaseTerms } from './lease-terms.ts';
import type { Want } from './messages.ts';

/*
 * How much a gateway holds in advance: what it uses in `aheadMs`, so that requests meet a lease that suffices; for slots, whose use is
 * not a flow, a quarter of what was in use at once.
 */

/** Requests that wait are taken for the first of so many times as many: demand is not measured yet when it begins. */
const RAMP = 4n;

/** Takes the measure of the last `elapsed` milliseconds. */
export function measureDemand(counter: UsedCounter, elapsed: number, terms: LeaseTerms): void {
  if (elapsed > 0) counter.demand = (counter.demand + counter.used / elapsed) / 2;
  counter.used = 0;
  counter.low = (target(counter, terms) + 1n) / 2n;
  counter.peak = counter.lease?.reserved ?? 0n;
}

/** What a lease holds beyond any use that demand makes of it. */
export function surplus(lease: HeldLease, terms: LeaseTerms): bigint {
  const kept = 2n * target(lease.counter, terms);
  return lease.free > 2n * kept ? lease.free - kept : 0n;
}

export function wantOf(lease: HeldLease, terms: LeaseTerms): Want | null {
  const { counter } = lease;
  if (counter.limit.mode === 'soft' || lease.over) return null;
  const ahead = target(counter, terms);
  if (counter.short !== null)
    return { least: counter.short.least, ideal: counter.short.ideal * RAMP + ahead };
  if (lease.owed > 0n || lease.free >= counter.low) return null;
  return { least: 0n, ideal: ahead + counter.low - lease.free };
}

/** Adds what one more request is short of. */
export function addShort(short: Want | null, missing: bigint): Want {
  return joinWants(short, { least: missing, ideal: missing });
}

export function joinWants(short: Want | null, more: Want): Want {
  if (short === null) return more;
  return { least: lesser(short.least, more.least), ideal: short.ideal + more.ideal };
}

function target(counter: UsedCounter, terms: LeaseTerms): bigint {
  if (counter.limit.shape.kind === 'slots') return (greater(counter.peak, 0n) + 3n) / 4n;
  return BigInt(Math.ceil(counter.demand * terms.aheadMs));
}
