import type { Limit } from '../../limit.ts';
import type { Account, Counter, CounterWindow } from '../counter.ts';
import type { HeldLease, Reservation } from '../held-lease.ts';
import type { LeaseHolder } from '../lease-holder.ts';
import type { LeaseTruth } from '../messages.ts';
import type { Level } from '../reserved.ts';

export class Violation extends Error {}

/** What truly happened to one counter in one window, whatever the machines believe. */
interface Spend {
  readonly limit: Limit;
  spent: bigint;
  open: bigint;
  /** The amount; more where it was lowered below what was out already. */
  ceiling: bigint;
  /** Spent, and given free by an operator who could not know. */
  waived: bigint;
}

/** What the records of a spool say of one lease. */
interface LeaseRecord {
  readonly holder: string;
  readonly lease: HeldLease;
  readonly spend: Spend | null;
  spent: bigint;
  assumed: bigint;
  open: bigint;
  /** What control counts for it in the end, if an operator decided that. */
  final: bigint | null;
}

export interface BookedAccount {
  readonly counter: Counter;
  readonly account: Account;
}

interface Bucket {
  level: number;
  at: number;
}

/** A call under way, and what it will have used. */
export interface Call {
  readonly reservation: Reservation;
  readonly records: readonly LeaseRecord[];
  /** Null: the provider will not tell. */
  readonly used: readonly (bigint | null)[];
  ended: boolean;
}

/** The judge: keeps its own books of what is truly spent, and compares. */
export class Ledger {
  readonly #spends = new Map<string, Spend>();
  readonly #records = new Map<string, LeaseRecord>();
  readonly #buckets = new Map<string, Bucket>();
  readonly #forfeited = new Set<string>();
  /** As they are now: gateways know of a change later. */
  readonly #amounts = new Map<string, bigint>();
  /** Forfeited as spent without any use. */
  readonly #writtenOff = new Map<Counter, bigint>();

  /** A reservation was granted. `controlMs` is continuous time at the pace of control's clock. */
  reserved(
    machine: LeaseHolder,
    levels: readonly Level[],
    reservation: Reservation,
    used: readonly (bigint | null)[],
    controlMs: number,
  ): Call {
    if (reservation.leases.length !== levels.length)
      throw new Violation(
        `b: ${reservation.leases.length} of ${levels.length} levels were reserved`,
      );
    const records = levels.map((level, i) => {
      const lease = reservation.leases[i]!;
      if (lease.counter.limit.id !== level.limit.id || lease.counter.subject !== level.subject)
        throw new Violation(`b: the lease is of ${lease.counter.limit.id}, not ${level.limit.id}`);
      const record = this.#record(machine.holder, lease);
      const bound = reservation.bounds[i]!;
      record.open += bound;
      if (record.spend !== null) record.spend.open += bound;
      if (isStrict(level.limit)) {
        this.#checkSpend(level, record.spend);
        if (level.limit.shape.kind === 'rate')
          this.#checkRate(level, Number(used[i] ?? bound), controlMs);
      }
      return record;
    });
    return { reservation, records, used, ended: false };
  }

  /** The call is over at the provider; the gateway may not know yet. */
  ended(call: Call): void {
    if (call.ended) return;
    call.ended = true;
    for (const [i, record] of call.records.entries())
      if (isSlots(record) && record.spend !== null)
        record.spend.open -= call.reservation.bounds[i]!;
  }

  /** The gateway has written down how it ended; with `crashed`, that nobody knows. */
  settled(call: Call, crashed = false): void {
    this.ended(call);
    for (const [i, record] of call.records.entries()) {
      const bound = call.reservation.bounds[i]!;
      record.open -= bound;
      if (isSlots(record)) continue;
      const used = crashed ? null : (call.used[i] ?? null);
      record.spent += used ?? bound;
      if (used === null) record.assumed += bound;
      if (record.spend === null) continue;
      record.spend.open -= bound;
      record.spend.spent += used ?? bound;
    }
  }

  /** What the spool of a dead holder says. */
  truthOf(holder: string): LeaseTruth[] {
    return [...this.#records.values()]
      .filter((record) => record.holder === holder)
      .map(({ lease, spent, assumed }) => ({
        limit: lease.counter.limit.id,
        subject: lease.counter.subject,
        epoch: lease.epoch,
        window: lease.window,
        spent,
        assumed,
      }));
  }

  /** An operator gives up a holder; `accounts` are as control had them before. */
  forfeited(
    holder: string,
    accounts: ReadonlyMap<number, BookedAccount>,
    topEpoch: number,
    held: 'spent' | 'free',
  ): void {
    this.#forfeited.add(holder);
    for (const record of this.#records.values()) {
      if (record.holder !== holder) continue;
      const account = accounts.get(record.lease.epoch)?.account;
      if (account === undefined) {
        record.final = record.lease.epoch > topEpoch ? 0n : record.spent;
        continue;
      }
      record.final = account.spent + (held === 'spent' ? account.held : 0n);
      const unknown = record.spent + record.open - account.spent;
      if (held === 'free' && unknown > 0n && record.spend !== null) record.spend.waived += unknown;
    }
    // Leases that no request used are in no record; nothing was spent on them.
    if (held === 'free') return;
    for (const [epoch, { account, counter }] of accounts)
      if (!this.#records.has(`${holder}|${epoch}`))
        this.#writtenOff.set(counter, (this.#writtenOff.get(counter) ?? 0n) + account.held);
  }

  /** The amount was changed: what is out already cannot be had back. */
  changed(limit: Limit, counters: Iterable<Counter>): void {
    this.#amounts.set(limit.id, limit.amount);
    for (const counter of counters)
      for (const window of counter.windows) {
        const spend = this.#spend(limit, counter.subject, window.start);
        const booked = bookedIn(window);
        spend.ceiling = booked > limit.amount ? booked : limit.amount;
      }
  }

  /** What is truly left for one more reservation. */
  room(limit: Limit, subject: string, window: number): bigint {
    const spend = this.#spends.get(keyOf(limit.id, subject, window));
    return spend === undefined
      ? limit.amount
      : spend.ceiling + spend.waived - spend.spent - spend.open;
  }

  /** Spent of the amount, as a share. */
  spentShare(limit: Limit, subject: string, window: number): number {
    const spend = this.#spends.get(keyOf(limit.id, subject, window));
    return Number(spend?.spent ?? 0n) / Number(limit.amount);
  }

  /**
   * Control never books more of a budget than there is. Of slots it may: one that slept through the end of its call says that it has a
   * slot that is long free, and must not use it again.
   */
  checkBooks(counter: Counter): void {
    if (!isStrict(counter.limit) || counter.limit.shape.kind !== 'budget') return;
    for (const window of counter.windows) {
      const { ceiling } = this.#spend(counter.limit, counter.subject, window.start);
      const booked = bookedIn(window);
      if (booked > ceiling)
        throw new Violation(
          `a: ${counter.limit.id}/${counter.subject} has ${booked} booked of ${ceiling}`,
        );
    }
  }

  /** All that is spent, reserved, or free in any gateway's hands is within the amount; and each gateway's books are true. */
  checkExposure(
    gateways: Iterable<{
      readonly machine: LeaseHolder;
      readonly now: number;
    }>,
  ): void {
    const free = new Map<Spend, bigint>();
    for (const { machine, now } of gateways) {
      const isUsable = now < machine.stopsAt;
      for (const lease of machine.held()) {
        const record = this.#records.get(`${machine.holder}|${lease.epoch}`);
        if (lease.reserved !== (record?.open ?? 0n))
          throw new Violation(
            `b: lease ${lease.epoch} has ${lease.reserved} reserved, of calls that are under way ${record?.open}`,
          );
        const { limit, subject } = lease.counter;
        if (!isUsable || lease.free <= 0n || lease.window === null || limit.shape.kind === 'rate')
          continue;
        if (!isStrict(limit)) continue;
        const spend = this.#spend(limit, subject, lease.window);
        free.set(spend, (free.get(spend) ?? 0n) + lease.free);
      }
    }
    for (const [spend, held] of free) {
      const exposed = spend.spent + spend.open + held;
      if (exposed > spend.ceiling + spend.waived)
        throw new Violation(`a: ${spend.limit.id} may still become ${exposed} of ${spend.ceiling}`);
    }
  }

  /** After quiet: nothing is reserved any more, and control's books say the truth. */
  checkQuiet(counter: Counter): void {
    const name = `${counter.limit.id}/${counter.subject}`;
    for (const window of counter.windows)
      if (window.accounts.length > 0)
        throw new Violation(
          `c: ${name} still has ${JSON.stringify(window.accounts, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}`,
        );
    if (counter.limit.shape.kind !== 'budget' || counter.floor !== -Infinity) return;
    let expected = 0n;
    let assumed = 0n;
    for (const record of this.#records.values()) {
      if (record.lease.counter.subject !== counter.subject) continue;
      if (record.lease.counter.limit.id !== counter.limit.id) continue;
      expected += record.final ?? record.spent;
      if (record.final === null) assumed += record.assumed;
    }
    const booked = counter.windows.reduce((sum, window) => sum + window.spent, 0n);
    expected += this.#writtenOff.get(counter) ?? 0n;
    if (booked !== expected)
      throw new Violation(`c: ${name} has ${booked} spent, in truth ${expected}`);
    const isGuessed = this.#writtenOff.has(counter);
    if (!isGuessed && !this.#records.values().some((record) => record.final !== null)) {
      const told = counter.windows.reduce((sum, window) => sum + window.assumed, 0n);
      if (told !== assumed)
        throw new Violation(`c: ${name} has ${told} assumed, in truth ${assumed}`);
    }
  }

  #checkSpend(level: Level, spend: Spend | null): void {
    if (spend === null) throw new Violation(`b: ${level.limit.id} was reserved without a lease`);
    if (
      level.limit.shape.kind !== 'rate' &&
      spend.spent + spend.open > spend.ceiling + spend.waived
    )
      throw new Violation(
        `a: ${level.limit.id}/${level.subject} has ${spend.spent} spent and ${spend.open} open of ${spend.ceiling}`,
      );
  }

  /** A plain token bucket over all gateways, in one place. */
  #checkRate({ limit, subject }: Level, cost: number, controlMs: number): void {
    if (limit.shape.kind !== 'rate') return;
    const key = keyOf(limit.id, subject, 0);
    const burst = Number(limit.shape.burst);
    const perMs = Number(limit.amount) / limit.shape.perMs;
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      bucket = { level: burst, at: controlMs };
      this.#buckets.set(key, bucket);
    }
    bucket.level = Math.min(burst, bucket.level + (controlMs - bucket.at) * perMs) - cost;
    bucket.at = controlMs;
    // Control reads its clock in whole milliseconds.
    if (bucket.level < -2 * perMs - burst * 1e-9)
      throw new Violation(`a: ${limit.id}/${subject} is ${-bucket.level} over its rate`);
  }

  #record(holder: string, lease: HeldLease): LeaseRecord {
    const key = `${holder}|${lease.epoch}`;
    let record = this.#records.get(key);
    if (record === undefined) {
      const { limit, subject } = lease.counter;
      const spend = lease.window === null ? null : this.#spend(limit, subject, lease.window);
      record = {
        holder,
        lease,
        spend,
        spent: 0n,
        assumed: 0n,
        open: 0n,
        final: this.#forfeited.has(holder) ? 0n : null,
      };
      this.#records.set(key, record);
    }
    return record;
  }

  #spend(limit: Limit, subject: string, window: number): Spend {
    const key = keyOf(limit.id, subject, window);
    let spend = this.#spends.get(key);
    if (spend === undefined) {
      spend = {
        limit,
        spent: 0n,
        open: 0n,
        ceiling: this.#amounts.get(limit.id) ?? limit.amount,
        waived: 0n,
      };
      this.#spends.set(key, spend);
    }
    return spend;
  }
}

/** Never overspent, whatever happens. */
export function isStrict(limit: Limit): boolean {
  return limit.mode === 'hard' && limit.whileAway === 'refuse';
}

function isSlots(record: LeaseRecord): boolean {
  return record.lease.counter.limit.shape.kind === 'slots';
}

function bookedIn(window: CounterWindow): bigint {
  let booked = window.spent;
  for (const account of window.accounts) booked += account.held + account.spent;
  return booked;
}

function keyOf(limit: string, subject: string, window: number): string {
  return `${limit}/${subject}/${window}`;
}
