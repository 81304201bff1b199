import { greater, lesser } from '../../lib/bigints.ts';
import type { BudgetWindows } from '../windows/budget-windows.ts';
import {
  type Account,
  type ControlClock,
  type Counter,
  type CounterWindow,
  type Holder,
  silence,
} from './counter.ts';
import { findAccount, queuedBefore, unclaim } from './counter-queue.ts';
import { currentWindow } from './counter-windows.ts';
import type { LeaseStore, ReportOutcome } from './lease-store.ts';
import { CLOCK_MARGIN, type LeaseTerms } from './lease-terms.ts';
import type { LeaseAnswer, LeaseTruth, Nudge, Report, Statement, Want } from './messages.ts';
import { pour, refilledIn, tokensOf } from './rate-bucket.ts';

/** How much of what is free one grant takes at most is this part of it, divided by the holders: grants shrink near the end. */
const SHARE = 2n;

/** Control's side of the protocol (messages.ts): books what holders say, grants what is free. Holds nothing itself. */
export class LeaseControl {
  protected readonly store: LeaseStore;
  protected readonly terms: LeaseTerms;
  readonly #windows: BudgetWindows;

  constructor(store: LeaseStore, terms: LeaseTerms, windows: BudgetWindows) {
    this.store = store;
    this.terms = terms;
    this.#windows = windows;
  }

  report(report: Report, clock: ControlClock): ReportOutcome {
    const holder = this.store.holder(report.holder) ?? this.#newHolder(report.holder, clock);
    const { seq } = report;
    if (holder.ended) return { answer: { seq, fenced: true, leases: [] }, nudges: [] };
    if (this.isStale(report, holder)) return { answer: null, nudges: [] };
    holder.seq = seq;
    holder.heardAt = clock.monoMs;
    holder.boot = clock.boot;
    const nudges: Nudge[] = [];
    const leases = report.statements.map((said) => this.#state(holder, said, clock, nudges));
    return { answer: { seq, fenced: false, leases }, nudges };
  }

  /**
   * A dead holder's records are all delivered, and this is what they say of each of its leases; of those not named, that nothing was
   * spent beyond what it reported. Its process must be gone. Said again, it changes nothing.
   */
  settled(id: string, truth: readonly LeaseTruth[], clock: ControlClock): void {
    const holder = this.store.holder(id) ?? this.#newHolder(id, clock);
    if (this.hasEnded(holder)) return;
    holder.ended = true;
    for (const counter of this.store.countersOf(id))
      this.#close(counter, id, (account) => {
        const said = truth.find((lease) => isOf(lease, counter) && lease.epoch === account.epoch);
        if (said !== undefined) {
          account.spent = this.spentInTruth(account, said);
          account.assumed = greater(account.assumed, said.assumed);
        }
        account.held = 0n;
      });
    // What a gateway spent without a lease, or on a soft limit, and died before it said so.
    for (const lease of truth) {
      if (lease.epoch <= holder.topEpoch) continue;
      const counter = this.store.counter(lease.limit, lease.subject, clock);
      if (counter !== undefined) this.#book(this.#windowOf(counter, lease.window, clock), lease);
    }
  }

  /**
   * An operator gives up a holder whose records will not come: what it held is spent for good, or free. Only one that is silent for a
   * term can be given up, since it has stopped by then; false for any other. Slots are free either way.
   */
  forfeit(id: string, held: 'spent' | 'free', clock: ControlClock): boolean {
    const holder = this.store.holder(id);
    if (holder === undefined || holder.ended || !this.isGone(holder, clock)) return false;
    holder.ended = true;
    for (const counter of this.store.countersOf(id))
      this.#close(counter, id, (account) => {
        if (held === 'spent') {
          account.spent += account.held;
          account.assumed += account.held;
        }
        account.held = 0n;
      });
    return true;
  }

  /** Whether nothing of the counter needs to be remembered, so that its row can go. */
  isForgettable(counter: Counter, clock: ControlClock): boolean {
    this.dropGone(counter, clock);
    if (counter.windows.some((window) => window.accounts.length > 0)) return false;
    if (counter.limit.shape.kind === 'rate')
      return tokensOf(counter, clock) >= counter.limit.shape.burst;
    return counter.windows.every((window) => window.spent === 0n || window.end < clock.wallMs);
  }

  /** What nobody has spent and nobody holds; negative when a limit was lowered, or is soft. */
  freeOf(counter: Counter, window: CounterWindow, clock: ControlClock): bigint {
    const { limit } = counter;
    if (limit.shape.kind === 'rate') return tokensOf(counter, clock);
    let free = limit.amount - window.spent;
    for (const account of window.accounts) free -= account.spent + account.held;
    return free;
  }

  windowAt(counter: Counter, clock: ControlClock): CounterWindow {
    return currentWindow(counter, clock, this.#windows);
  }

  protected isStale(report: Report, holder: Holder): boolean {
    return report.seq <= holder.seq;
  }

  protected hasEnded(holder: Holder): boolean {
    return holder.ended;
  }

  protected isGone(holder: Holder, clock: ControlClock): boolean {
    return silence(holder, clock) > this.terms.termMs;
  }

  protected spentInTruth(account: Account, truth: LeaseTruth): bigint {
    return greater(account.spent, truth.spent);
  }

  /** What a statement changes of an account. */
  protected apply(counter: Counter, account: Account, said: Statement): void {
    // What it holds and spent less than it was granted flows back into a rate's bucket, what is more out of it.
    pour(counter, account.held + account.spent - said.held - said.spent);
    account.spent = said.spent;
    account.assumed = said.assumed;
    account.held = said.held;
  }

  /** Frees what silent holders cannot be using any more. */
  protected dropGone(counter: Counter, clock: ControlClock): void {
    const { shape } = counter.limit;
    if (shape.kind === 'budget') return;
    const after =
      this.terms.termMs + (shape.kind === 'slots' ? Math.ceil(shape.callMs * CLOCK_MARGIN) : 0);
    for (const window of counter.windows) {
      const stays = (account: Account) => {
        const holder = this.store.holder(account.holder);
        return holder === undefined || silence(holder, clock) <= after;
      };
      if (!window.accounts.every(stays)) window.accounts = window.accounts.filter(stays);
    }
  }

  /** How much of what is `free` one of `holders` may take. */
  protected shareOf(free: bigint, holders: number): bigint {
    return free / (SHARE * BigInt(holders));
  }

  /** What those ahead of this holder in the queue wait for. */
  protected claimedBefore(window: CounterWindow, account: Account): bigint {
    return queuedBefore(window, account.holder);
  }

  #state(holder: Holder, said: Statement, clock: ControlClock, nudges: Nudge[]): LeaseAnswer {
    const counter = this.store.counter(said.limit, said.subject, clock);
    if (counter === undefined) return { ...NOTHING, epoch: said.epoch, known: false };
    // What flowed in until now is what the books of until now leave room for.
    tokensOf(counter, clock);
    this.dropGone(counter, clock);
    const current = this.windowAt(counter, clock);
    const found = findAccount(counter, holder.id, said.epoch);
    // Closed before, and the answer was lost.
    if (found === undefined && said.done && said.epoch <= holder.topEpoch)
      return { ...NOTHING, epoch: said.epoch };
    const [account, window] =
      found ?? this.#open(holder, said, this.#windowOf(counter, said.window, clock));
    this.apply(counter, account, said);
    holder.topEpoch = Math.max(holder.topEpoch, said.epoch);
    current.claims = current.claims.filter(
      (claim) => claim.boot === clock.boot && claim.until >= clock.monoMs,
    );
    if (said.served || said.want === null || said.want.least === 0n) unclaim(current, holder.id);
    if (said.done) {
      window.accounts = window.accounts.filter((other) => other !== account);
      if (counter.limit.shape.kind === 'budget') this.#book(window, account);
    }
    return this.#answer(counter, current, window, account, said, clock, nudges);
  }

  #answer(
    counter: Counter,
    current: CounterWindow,
    window: CounterWindow,
    account: Account,
    said: Statement,
    clock: ControlClock,
    nudges: Nudge[],
  ): LeaseAnswer {
    const live = this.#liveHolders(current, account, clock);
    const hard = counter.limit.mode === 'hard';
    let free = this.freeOf(counter, current, clock);
    let grant = 0n;
    let verdict: LeaseAnswer['verdict'] = 'granted';
    let retryInMs: number | null = 0;
    if (hard && said.want !== null && window === current) {
      grant = this.#grant(current, account, said.want, free, live.holders);
      if (grant > 0n) {
        account.held += grant;
        if (counter.limit.shape.kind === 'rate') pour(counter, -grant);
        free -= grant;
        unclaim(current, account.holder);
      } else if (said.want.least > 0n) {
        [verdict, retryInMs] = this.#queue(counter, current, account, said.want, free, live, clock);
        if (verdict === 'waiting') this.#nudge(current, account, free, clock, nudges);
      }
    }
    const isServed = grant > 0n && said.want !== null && said.want.least > 0n;
    return {
      epoch: said.epoch,
      known: true,
      window: window.start,
      endsInMs: endsIn(window, current, clock),
      grant,
      // Whoever waited for this grant uses it before it is asked for anything.
      owed: hard && window === current && !isServed ? this.owedBy(current, account, free) : 0n,
      verdict,
      retryInMs,
      exceeded: !hard && free < 0n,
      left: greater(free, 0n),
      holders: live.holders,
    };
  }

  #grant(
    window: CounterWindow,
    account: Account,
    want: Want,
    free: bigint,
    holders: number,
  ): bigint {
    const open = free - this.claimedBefore(window, account);
    if (open <= 0n || open < want.least) return 0n;
    const share = greater(want.least, this.shareOf(free, holders));
    return lesser(open, lesser(greater(want.ideal, want.least), share));
  }

  /** Whether there is anything to wait for, and if so a place in the queue. */
  #queue(
    counter: Counter,
    window: CounterWindow,
    account: Account,
    want: Want,
    free: bigint,
    live: { readonly held: bigint },
    clock: ControlClock,
  ): ['waiting' | 'exhausted', number | null] {
    const isRate = counter.limit.shape.kind === 'rate';
    const ahead = this.claimedBefore(window, account);
    const refilled = refilledIn(counter, want.least);
    if (isRate ? refilled === null : want.least > greater(free, 0n) + live.held) {
      unclaim(window, account.holder);
      const lasts = isRate || window.end === Infinity;
      return ['exhausted', lasts ? null : Math.max(0, window.end - clock.wallMs)];
    }
    const claim = window.claims.find((other) => other.holder === account.holder);
    const until = clock.monoMs + this.terms.claimMs;
    if (claim === undefined)
      window.claims.push({
        holder: account.holder,
        epoch: account.epoch,
        least: want.least,
        until,
        boot: clock.boot,
      });
    else Object.assign(claim, { least: want.least, until });
    return [
      'waiting',
      isRate ? (refilledIn(counter, want.least + ahead) ?? refilled) : this.terms.askAgainMs,
    ];
  }

  /** What this holder is to give back: for those before it in the queue, and where more is out than there is. */
  protected owedBy(window: CounterWindow, account: Account, free: bigint): bigint {
    const missing = this.claimedBefore(window, account) - free;
    return missing <= 0n ? 0n : lesser(missing, account.held);
  }

  #nudge(
    window: CounterWindow,
    asking: Account,
    free: bigint,
    clock: ControlClock,
    nudges: Nudge[],
  ): void {
    for (const account of window.accounts) {
      if (account.holder === asking.holder || account.held === 0n) continue;
      const holder = this.store.holder(account.holder);
      if (holder === undefined || this.isGone(holder, clock)) continue;
      const owed = this.owedBy(window, account, free);
      if (owed > 0n) nudges.push({ holder: account.holder, epoch: account.epoch, owed });
    }
  }

  #liveHolders(
    window: CounterWindow,
    asking: Account,
    clock: ControlClock,
  ): { readonly holders: number; readonly held: bigint } {
    const seen = new Set([asking.holder]);
    let held = 0n;
    for (const account of window.accounts) {
      const holder = this.store.holder(account.holder);
      if (holder === undefined || this.isGone(holder, clock)) continue;
      seen.add(account.holder);
      held += account.held;
    }
    return { holders: seen.size, held };
  }

  #open(holder: Holder, said: Statement, window: CounterWindow): [Account, CounterWindow] {
    const account = {
      holder: holder.id,
      epoch: said.epoch,
      spent: 0n,
      assumed: 0n,
      held: 0n,
    };
    // Its holder was silent for too long, and what it held is free since then: what is still in use counts, and nothing is paid twice.
    if (said.epoch <= holder.topEpoch) {
      account.spent = said.spent;
      account.held = said.held;
    }
    window.accounts.push(account);
    return [account, window];
  }

  #windowOf(counter: Counter, start: number | null, clock: ControlClock): CounterWindow {
    const named =
      start === null ? undefined : counter.windows.find((window) => window.start === start);
    return named ?? this.windowAt(counter, clock);
  }

  #close(counter: Counter, holder: string, settle: (account: Account) => void): void {
    for (const window of counter.windows) {
      unclaim(window, holder);
      window.accounts = window.accounts.filter((account) => {
        if (account.holder !== holder) return true;
        settle(account);
        if (counter.limit.shape.kind === 'budget') this.#book(window, account);
        return false;
      });
    }
  }

  #book(window: CounterWindow, closed: { readonly spent: bigint; readonly assumed: bigint }): void {
    window.spent += closed.spent;
    window.assumed += closed.assumed;
  }

  #newHolder(id: string, clock: ControlClock): Holder {
    const holder: Holder = {
      id,
      seq: 0,
      topEpoch: 0,
      heardAt: clock.monoMs,
      boot: clock.boot,
      ended: false,
    };
    this.store.addHolder(holder);
    return holder;
  }
}

function endsIn(window: CounterWindow, current: CounterWindow, clock: ControlClock): number | null {
  if (window !== current) return 0;
  return window.end === Infinity ? null : Math.max(0, window.end - clock.wallMs);
}

function isOf(lease: LeaseTruth, counter: Counter): boolean {
  return lease.limit === counter.limit.id && lease.subject === counter.subject;
}

const NOTHING: LeaseAnswer = {
  epoch: 0,
  known: true,
  window: 0,
  endsInMs: 0,
  grant: 0n,
  owed: 0n,
  verdict: 'granted',
  retryInMs: null,
  exceeded: false,
  left: 0n,
  holders: 1,
};
