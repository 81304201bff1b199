import { greater } from '../../lib/bigints.ts';
import type { HeldLease } from './held-lease.ts';
import type { LeaseAnswer } from './messages.ts';

/*
 * What becomes of a lease when something is reserved on it, when that is settled, and when control answers. Only a hard limit's lease
 * has anything free; that of a soft one counts.
 */

/** @param isStopped nothing that the lease has is used: control's absence allows for all of the bound, as `reserve` has seen to */
export function bookReserved(
  lease: HeldLease,
  bound: bigint,
  isStopped: boolean,
  now: number,
): void {
  const { counter } = lease;
  if (counter.limit.mode === 'hard') {
    const extra = isStopped ? bound : bound - lease.free;
    if (extra > 0n) {
      lease.overdrawn += extra;
      lease.free += extra;
    }
    lease.free -= bound;
  }
  lease.reserved += bound;
  lease.served++;
  counter.usedAt = now;
  counter.used += Number(bound);
  counter.peak = greater(counter.peak, lease.reserved);
}

/** @param used null: nobody knows */
export function bookSettled(lease: HeldLease, bound: bigint, used: bigint | null): void {
  const { limit } = lease.counter;
  const actual = limit.shape.kind === 'slots' ? 0n : (used ?? bound);
  lease.reserved -= bound;
  lease.spent += actual;
  if (used === null && actual > 0n) lease.assumed += actual;
  if (!lease.over && limit.mode === 'hard') lease.free += bound - actual;
}

/** @param sentAt when the report left that is answered, on the holder's clock */
export function bookAnswer(lease: HeldLease, told: LeaseAnswer, sentAt: number): void {
  const { counter } = lease;
  lease.window = told.window;
  lease.endsAt = told.endsInMs === null ? Infinity : sentAt + told.endsInMs;
  lease.overdrawn = 0n;
  counter.exceeded = told.exceeded;
  counter.left = told.left;
  counter.holders = told.holders;
  if (lease.over) return;
  lease.owed = told.owed;
  lease.free += told.grant;
}
