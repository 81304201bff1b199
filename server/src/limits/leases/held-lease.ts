import { greater } from '../../lib/bigints.ts';
import type { Limit } from '../limit.ts';
import type { LeaseUse, Statement, Want } from './messages.ts';

/** One lease in its holder's hands. `free + reserved` is what the holder holds. */
export interface HeldLease {
  readonly counter: UsedCounter;
  readonly epoch: number;
  window: number | null;
  /** When its window ends, on the holder's clock. */
  endsAt: number;
  free: bigint;
  reserved: bigint;
  spent: bigint;
  assumed: bigint;
  /** What goes back to control before anything is reserved here. */
  owed: bigint;
  /** Admitted without control, in its present absence. */
  overdrawn: bigint;
  /** Nothing is reserved on it any more: its window ended, or it is given back. */
  over: boolean;
  /** Counts what control has not heard of. */
  changes: number;
  /** How many requests were admitted on it, and how many of them control knows of. */
  served: number;
  servedKnown: number;
}

/** A limit for one subject, as long as something is done with it. */
export interface UsedCounter {
  limit: Limit;
  readonly subject: string;
  lease: HeldLease | null;
  usedAt: number;
  /** Reserved since demand was last measured, and units a millisecond by then. */
  used: number;
  demand: number;
  /** Most that was reserved at once since then, for slots. */
  peak: bigint;
  /** Below this much free, more is asked for in advance. */
  low: bigint;
  /** What requests wait for. */
  short: Want | null;
  /** Not asked for again before this. */
  askAt: number;
  refusal: Refusal | null;
  /** Control had no such limit. */
  unlimitedUntil: number;
  exceeded: boolean;
  /** What control had left, and among how many, when it last answered. */
  left: bigint | null;
  holders: number;
}

/** Control said that this much cannot be had. */
export interface Refusal {
  readonly least: bigint;
  readonly until: number;
  readonly reason: 'exhausted' | 'held';
  /** Null: never. */
  readonly retryAt: number | null;
}

export function newCounter(limit: Limit, subject: string, now: number): UsedCounter {
  return {
    limit,
    subject,
    lease: null,
    usedAt: now,
    used: 0,
    demand: 0,
    peak: 0n,
    low: 0n,
    short: null,
    askAt: 0,
    refusal: null,
    unlimitedUntil: -Infinity,
    exceeded: false,
    left: null,
    holders: 0,
  };
}

export function newLease(counter: UsedCounter, epoch: number): HeldLease {
  return {
    counter,
    epoch,
    window: null,
    endsAt: Infinity,
    free: 0n,
    reserved: 0n,
    spent: 0n,
    assumed: 0n,
    owed: 0n,
    overdrawn: 0n,
    over: false,
    changes: 1,
    served: 0,
    servedKnown: 0,
  };
}

/** What one request took, at every level; settled once. */
export class Reservation {
  readonly leases: readonly HeldLease[];
  readonly bounds: readonly bigint[];
  /** Soft limits whose amount is used up. */
  readonly exceeded: readonly Limit[];
  isSettled = false;

  constructor(leases: readonly HeldLease[], bounds: readonly bigint[], exceeded: readonly Limit[]) {
    this.leases = leases;
    this.bounds = bounds;
    this.exceeded = exceeded;
  }

  /** For the request's record. */
  uses(): LeaseUse[] {
    return this.leases.map(({ counter, epoch, window }, i) => ({
      limit: counter.limit.id,
      subject: counter.subject,
      epoch,
      window,
      bound: this.bounds[i] ?? 0n,
    }));
  }
}

/** All that control is to know of it. */
export function statementOf(lease: HeldLease, want: Want | null): Statement {
  return {
    limit: lease.counter.limit.id,
    subject: lease.counter.subject,
    epoch: lease.epoch,
    window: lease.window,
    spent: lease.spent,
    assumed: lease.assumed,
    held: greater(lease.free + lease.reserved, 0n),
    served: lease.served > lease.servedKnown,
    done: lease.over && lease.reserved === 0n,
    want,
  };
}
