import type { Limit } from '../limit.ts';

/** What control's transaction runs at. */
export interface ControlClock {
  /** Unix time: only which window it is depends on it. */
  readonly wallMs: number;
  /** Whole milliseconds since control started, on a clock that never jumps. */
  readonly monoMs: number;
  /** Which start of control `monoMs` counts from. */
  readonly boot: number;
}

/** One life of one gateway, as control knows it. */
export interface Holder {
  readonly id: string;
  /** The number of the last report that was handled. */
  seq: number;
  /** No lease with a higher epoch was ever stated. */
  topEpoch: number;
  heardAt: number;
  boot: number;
  /** Settled or forfeited: nothing that comes in its name counts any more. */
  ended: boolean;
}

/** What control knows of one lease. All but `holder` and `epoch` is as its holder last said, and what was granted since. */
export interface Account {
  readonly holder: string;
  readonly epoch: number;
  spent: bigint;
  assumed: bigint;
  held: bigint;
}

/** A place in the queue for an amount that others hold. */
export interface Claim {
  readonly holder: string;
  readonly epoch: number;
  least: bigint;
  until: number;
  boot: number;
}

export interface CounterWindow {
  readonly start: number;
  readonly end: number;
  /** By leases that are closed. */
  spent: bigint;
  assumed: bigint;
  accounts: Account[];
  /** In the order in which they came. */
  claims: Claim[];
}

/** The bucket of a rate. `level` is in units of the limit's amount times `perMs`, so that every millisecond's refill is whole. */
export interface Bucket {
  level: bigint;
  at: number;
  boot: number;
}

/** One limit for one subject. Plain data: control stores it whole, and only one transaction at a time has it. */
export interface Counter {
  limit: Limit;
  readonly subject: string;
  /** By start. Slots and rates have one that never ends. */
  windows: CounterWindow[];
  /** No window that starts earlier is opened again: its books may have been dropped. */
  floor: number;
  bucket: Bucket | null;
}

export function newCounter(limit: Limit, subject: string, clock: ControlClock): Counter {
  const { shape } = limit;
  return {
    limit,
    subject,
    windows: shape.kind === 'budget' ? [] : [newWindow(0, Infinity)],
    floor: -Infinity,
    bucket:
      shape.kind === 'rate'
        ? { level: shape.burst * BigInt(shape.perMs), at: clock.monoMs, boot: clock.boot }
        : null,
  };
}

export function newWindow(start: number, end: number): CounterWindow {
  return { start, end, spent: 0n, assumed: 0n, accounts: [], claims: [] };
}

export function heldIn(window: CounterWindow): bigint {
  let held = 0n;
  for (const account of window.accounts) held += account.held;
  return held;
}

/** Milliseconds since a time of control's clock. Of what an earlier control did, it is known only that it was before this one's start. */
export function since(then: { readonly at: number; readonly boot: number }, clock: ControlClock) {
  return then.boot === clock.boot ? Math.max(0, clock.monoMs - then.at) : clock.monoMs;
}

/** How long a holder has said nothing. */
export function silence(holder: Holder, clock: ControlClock): number {
  return since({ at: holder.heardAt, boot: holder.boot }, clock);
}
