import { greater, lesser } from '../../lib/bigints.ts';
import type { Limit } from '../limit.ts';
import { allowanceOf } from './allowance.ts';
import { addShort, joinWants, measureDemand, surplus, wantOf } from './demand.ts';
import {
  type HeldLease,
  newCounter,
  newLease,
  Reservation,
  statementOf,
  type UsedCounter,
} from './held-lease.ts';
import { type LeaseTerms, USABLE_PART } from './lease-terms.ts';
import type { Answer, LeaseAnswer, Nudge, Report, Statement } from './messages.ts';
import type { Level, Reserved } from './reserved.ts';
import { hearVerdict } from './verdict.ts';

/** Absence is assumed after so many messages in a row without an answer. */
const LOST_IN_ABSENCE = 2;
interface Said {
  readonly lease: HeldLease;
  /** As they were when it was said. */
  readonly changes: number;
  readonly served: number;
  readonly statement: Statement;
}

interface Flight {
  readonly seq: number;
  readonly sentAt: number;
  readonly until: number;
  readonly said: readonly Said[];
}

/**
 * A gateway's side of the protocol (messages.ts). `reserve` and `settle` are synchronous and touch memory only. Whoever drives it
 * calls `poll` at `dueAt`, sends what that gives, and hands in what comes back: `received`, `failed`, `nudged`. All times are
 * milliseconds of one monotonic clock.
 */
export class LeaseHolder {
  protected readonly terms: LeaseTerms;
  readonly #life: string;
  #fences = 0;
  #epoch = 0;
  #seq = 0;
  readonly #counters = new Map<string, Map<string, UsedCounter>>();
  /** Leases that control may have booked, by epoch. */
  readonly #leases = new Map<number, HeldLease>();
  /** Those of which control has not heard all. */
  readonly #unsaid = new Set<HeldLease>();
  #flight: Flight | null = null;
  /** Nothing is reserved from then on, unless control is heard again. */
  #stopAt = -Infinity;
  #heardAt = -Infinity;
  #sentAt = -Infinity;
  #measuredAt = -Infinity;
  #urgentAt = Infinity;
  #notBefore = -Infinity;
  #lost = 0;

  constructor(life: string, terms: LeaseTerms) {
    this.#life = life;
    this.terms = terms;
  }

  /** The name under which control knows it, and records of requests say what they used. */
  get holder(): string {
    return this.#fences === 0 ? this.#life : `${this.#life}~${this.#fences}`;
  }

  /** From then on nothing is reserved on the leases that are held now, unless control is heard again. */
  get stopsAt(): number {
    return this.#stopAt;
  }

  /** Leases that are open, or of which control has not yet confirmed that they are closed. */
  get size(): number {
    return this.#leases.size;
  }

  held(): Iterable<HeldLease> {
    return this.#leases.values();
  }

  /** Whether control has not answered for so long that nobody waits for it. */
  get isAlone(): boolean {
    return this.#lost >= LOST_IN_ABSENCE;
  }

  /**
   * Takes each level's bound from its lease, or none from any.
   * @param last the request waited as long as it may: no `wait`
   */
  reserve(levels: readonly Level[], now: number, last = false): Reserved {
    let isShort = false;
    for (const level of levels) {
      const missing = this.missing(level, now);
      if (missing === 0n) continue;
      const refused = this.#refuse(level, missing, now, last);
      if (refused !== null) return refused;
      isShort ||= !this.#mayOverdraw(level, missing, now, last);
    }
    if (isShort) {
      for (const level of levels) this.#ask(level, now);
      return { kind: 'wait' };
    }
    return { kind: 'granted', reservation: this.take(levels, now) };
  }

  /**
   * Says what a request used at each level, in the order of its levels; null where nobody knows, which counts at the bound.
   * What a slot's level used does not matter.
   */
  settle(reservation: Reservation, used: readonly (bigint | null)[]): void {
    if (reservation.isSettled) return;
    reservation.isSettled = true;
    for (const [i, lease] of reservation.leases.entries()) {
      const bound = reservation.bounds[i] ?? 0n;
      const said = used[i] ?? null;
      const actual = lease.counter.limit.shape.kind === 'slots' ? 0n : (said ?? bound);
      lease.reserved -= bound;
      lease.spent += actual;
      if (said === null && actual > 0n) lease.assumed += actual;
      if (!lease.over && lease.counter.limit.mode === 'hard') lease.free += bound - actual;
      this.#changed(lease);
    }
  }

  /** When `poll` has something to do. */
  dueAt(): number {
    if (this.#flight !== null) return this.#flight.until;
    const regular = this.#leases.size > 0 ? this.#sentAt + this.terms.reportMs : Infinity;
    return Math.max(this.#notBefore, Math.min(this.#urgentAt, regular));
  }

  /** The report that is to be sent now, if any. */
  poll(now: number): Report | null {
    if (now < this.dueAt()) return null;
    if (this.#flight !== null) this.#lose(this.#flight, now);
    this.#lookAfter(now);
    const said = this.#statements();
    this.#urgentAt = this.#unsaid.size > said.length ? now : Infinity;
    if (this.#leases.size === 0) return null;
    const seq = ++this.#seq;
    const patience = this.terms.answerMs * 2 ** Math.min(this.#lost, 3);
    this.#flight = { seq, sentAt: now, until: now + patience, said };
    this.#sentAt = now;
    return { holder: this.holder, seq, statements: said.map(({ statement }) => statement) };
  }

  /** False: not the answer to the last report, or too late; it changes nothing. */
  received(answer: Answer, now: number): boolean {
    const flight = this.#flight;
    if (!this.isAwaited(answer, flight?.seq) || flight === null || now > flight.until) return false;
    this.#flight = null;
    this.#lost = 0;
    this.#heardAt = now;
    this.#stopAt = this.usableUntil(flight.sentAt, now);
    if (answer.fenced) {
      this.#forget();
      return true;
    }
    for (const [i, { lease, changes, served, statement }] of flight.said.entries()) {
      const told = answer.leases[i];
      if (told === undefined || told.epoch !== lease.epoch) continue;
      if (lease.changes === changes) this.#unsaid.delete(lease);
      lease.servedKnown = served;
      if (statement.done) this.#leases.delete(lease.epoch);
      else this.#take(lease, told, statement, flight.sentAt, now);
    }
    return true;
  }

  /** The report could not be sent, or was not answered with what could be read. */
  failed(seq: number, now: number): void {
    if (this.#flight?.seq !== seq) return;
    this.#lose(this.#flight, now);
    this.#notBefore = now + this.terms.askAgainMs * 2 ** Math.min(this.#lost - 1, 3);
  }

  /** Others wait for what this holder has. */
  nudged(nudge: Nudge, now: number): void {
    const lease = nudge.holder === this.holder ? this.#leases.get(nudge.epoch) : undefined;
    if (lease === undefined || lease.over) return;
    lease.owed = greater(lease.owed, nudge.owed);
    if (lease.free > 0n) {
      this.#changed(lease);
      this.#urge(now);
    }
  }

  /** Gives back all that is not reserved: the gateway takes no more requests. */
  drain(now: number): void {
    for (const lease of this.#leases.values()) this.giveUp(lease);
    this.#urge(now);
  }

  /** What is missing at this level before it can be reserved. */
  protected missing({ limit, subject, bound }: Level, now: number): bigint {
    if (limit.mode === 'soft') return 0n;
    if (bound === null) return 1n;
    const lease = this.#counter(limit, subject)?.lease ?? null;
    if (lease === null) return this.#isUnlimited(limit, subject, now) ? 0n : greater(bound, 1n);
    if (now >= lease.endsAt) this.giveUp(lease);
    if (lease.over || now >= this.#stopAt) return greater(bound, 1n);
    const open = lease.free - lease.owed;
    return open >= bound ? 0n : bound - greater(open, 0n);
  }

  protected take(levels: readonly Level[], now: number): Reservation {
    const leases: HeldLease[] = [];
    const bounds: bigint[] = [];
    const exceeded: Limit[] = [];
    for (const { limit, subject, bound: said } of levels) {
      const bound = said ?? 0n;
      const counter = this.#counter(limit, subject) ?? this.#addCounter(limit, subject, now);
      if (counter.lease !== null && now >= counter.lease.endsAt) this.giveUp(counter.lease);
      const lease = counter.lease ?? this.#open(counter);
      if (limit.mode === 'hard') {
        // Only where control's absence allows it: `reserve` has seen to that.
        const extra = now >= this.#stopAt ? bound : bound - lease.free;
        if (extra > 0n) {
          lease.overdrawn += extra;
          lease.free += extra;
        }
        lease.free -= bound;
        if (lease.free < counter.low && lease.owed === 0n) this.#changed(lease, now);
      } else if (counter.exceeded) exceeded.push(limit);
      lease.reserved += bound;
      lease.served++;
      if (limit.mode === 'soft') this.#changed(lease);
      counter.usedAt = now;
      counter.used += Number(bound);
      counter.peak = greater(counter.peak, lease.reserved);
      leases.push(lease);
      bounds.push(bound);
    }
    return new Reservation(leases, bounds, exceeded);
  }

  protected usableUntil(sentAt: number, _receivedAt: number): number {
    return sentAt + this.terms.termMs * USABLE_PART;
  }

  protected isAwaited(answer: Answer, seq: number | undefined): boolean {
    return answer.seq === seq;
  }

  /** Nothing more is reserved on it; what is free goes back with the next report. */
  protected giveUp(lease: HeldLease): void {
    if (lease.over) return;
    lease.over = true;
    lease.free = 0n;
    if (lease.counter.lease === lease) lease.counter.lease = null;
    this.#changed(lease);
  }

  /** What the next report says is free no more: it cannot be used while the report is under way. */
  protected letGo(lease: HeldLease, amount: bigint): void {
    lease.free -= amount;
  }

  protected isIdle(counter: UsedCounter, now: number): boolean {
    return now - counter.usedAt >= this.terms.idleMs;
  }

  #refuse(level: Level, missing: bigint, now: number, last: boolean): Reserved | null {
    const { limit, subject, bound } = level;
    const refused = (
      reason: Extract<Reserved, { kind: 'refused' }>['reason'],
      retryAfterMs: number | null,
    ): Reserved => ({ kind: 'refused', limit, subject, reason, retryAfterMs });
    if (bound === null) return refused('unbounded', null);
    const counter = this.#counter(limit, subject);
    const refusal = counter?.refusal ?? null;
    if (refusal !== null && now < refusal.until && missing >= refusal.least)
      return refused(
        refusal.reason,
        refusal.retryAt === null ? null : Math.max(0, refusal.retryAt - now),
      );
    if (!counter?.lease && this.#leases.size >= this.terms.leases)
      return refused('full', this.terms.reportMs);
    if (!this.isAlone && !last) return null;
    if (this.#mayOverdraw(level, missing, now, last)) return null;
    const isHeld = !this.isAlone && now - this.#heardAt < this.terms.waitMs;
    return refused(isHeld ? 'held' : 'control_away', this.terms.recheckMs);
  }

  /** Whether control is away and the limit lets so much pass without it. */
  #mayOverdraw({ limit, subject }: Level, missing: bigint, now: number, last: boolean): boolean {
    if (limit.whileAway !== 'allow_bounded') return false;
    const silent = now - this.#heardAt;
    if (!this.isAlone && !(last && silent >= this.terms.waitMs)) return false;
    const counter = this.#counter(limit, subject);
    const taken = (counter?.lease?.overdrawn ?? 0n) + missing;
    return taken <= allowanceOf(limit, counter?.holders ?? 0, silent);
  }

  /** Control does not have this limit any more; the gateway's configuration has not heard of it yet. */
  #isUnlimited(limit: Limit, subject: string, now: number): boolean {
    return now < (this.#counter(limit, subject)?.unlimitedUntil ?? -Infinity);
  }

  #ask(level: Level, now: number): void {
    const missing = this.missing(level, now);
    if (missing === 0n) return;
    const counter =
      this.#counter(level.limit, level.subject) ??
      this.#addCounter(level.limit, level.subject, now);
    counter.usedAt = now;
    counter.short = addShort(counter.short, missing);
    this.#changed(counter.lease ?? this.#open(counter));
    this.#urge(Math.max(now, counter.askAt));
  }

  /** Once a report: measures demand, gives back what is not used, forgets what is over. */
  #lookAfter(now: number): void {
    // Control may count this holder as gone: what it held free is not its own any more.
    if (now >= this.#stopAt)
      for (const lease of this.#leases.values())
        if (lease.free > 0n) this.#return(lease, lease.free);
    if (now - this.#measuredAt < this.terms.reportMs) return;
    const elapsed = Number.isFinite(this.#measuredAt) ? now - this.#measuredAt : 0;
    this.#measuredAt = now;
    for (const [limit, counters] of this.#counters) {
      for (const counter of counters.values()) {
        measureDemand(counter, elapsed, this.terms);
        const { lease, refusal } = counter;
        const isIdle = this.isIdle(counter, now);
        if (lease !== null && (isIdle || now >= lease.endsAt)) this.#relax(lease, now);
        else if (lease !== null) {
          const unused = surplus(lease, this.terms);
          if (unused > 0n) this.#return(lease, unused);
        }
        const isRefused = refusal !== null && refusal.until > now;
        if (isIdle && counter.lease === null && !isRefused) counters.delete(counter.subject);
      }
      if (counters.size === 0) this.#counters.delete(limit);
    }
  }

  #relax(lease: HeldLease, now: number): void {
    if (lease.reserved === 0n || now >= lease.endsAt) this.giveUp(lease);
    else if (lease.free > 0n) this.#return(lease, lease.free);
    lease.counter.short = null;
  }

  #return(lease: HeldLease, amount: bigint): void {
    this.letGo(lease, amount);
    this.#changed(lease);
  }

  #statements(): Said[] {
    // The oldest first: control takes a lease that it does not know for closed if it has heard of a newer one.
    const leases = [...this.#unsaid].sort((a, b) => a.epoch - b.epoch);
    return leases.slice(0, this.terms.statements).map((lease) => {
      const back = lesser(greater(lease.free, 0n), greater(lease.owed, lease.overdrawn));
      if (back > 0n) {
        this.letGo(lease, back);
        lease.owed = greater(lease.owed - back, 0n);
        lease.overdrawn = greater(lease.overdrawn - back, 0n);
      }
      const want = wantOf(lease, this.terms);
      if (!lease.over) lease.counter.short = null;
      const { changes, served } = lease;
      return { lease, changes, served, statement: statementOf(lease, want) };
    });
  }

  #take(lease: HeldLease, told: LeaseAnswer, said: Statement, sentAt: number, now: number): void {
    const { counter } = lease;
    if (!told.known) {
      this.giveUp(lease);
      this.#leases.delete(lease.epoch);
      this.#unsaid.delete(lease);
      counter.unlimitedUntil = now + this.terms.recheckMs;
      return;
    }
    lease.window = told.window;
    lease.endsAt = told.endsInMs === null ? Infinity : sentAt + told.endsInMs;
    lease.overdrawn = 0n;
    counter.exceeded = told.exceeded;
    counter.left = told.left;
    counter.holders = told.holders;
    // Given up while the report was under way: what was granted goes back with the next one.
    if (lease.over) {
      if (told.grant > 0n) this.#changed(lease);
      return;
    }
    lease.owed = told.owed;
    lease.free += told.grant;
    if (told.endsInMs === 0) this.giveUp(lease);
    if (told.owed > 0n && lease.free > 0n) this.#changed(lease, now);
    if (said.want !== null && said.want.least > 0n)
      hearVerdict(counter, told, said.want, this.terms, now);
  }

  #lose(flight: Flight, now: number): void {
    this.#flight = null;
    this.#lost++;
    for (const { lease, statement } of flight.said) {
      const { want } = statement;
      if (want !== null && want.least > 0n && !lease.over)
        lease.counter.short = joinWants(lease.counter.short, want);
    }
    this.#urge(now);
  }

  /** Another life begins: control counts nothing for the old one any more. Its reservations settle to nothing. */
  #forget(): void {
    this.#fences++;
    this.#seq = 0;
    this.#stopAt = -Infinity;
    for (const lease of this.#leases.values()) {
      lease.over = true;
      lease.free = 0n;
    }
    this.#leases.clear();
    this.#unsaid.clear();
    for (const counters of this.#counters.values())
      for (const counter of counters.values()) counter.lease = null;
  }

  #changed(lease: HeldLease, urgentAt = Infinity): void {
    if (!this.#leases.has(lease.epoch)) return;
    lease.changes++;
    this.#unsaid.add(lease);
    this.#urge(urgentAt);
  }

  #urge(at: number): void {
    this.#urgentAt = Math.min(this.#urgentAt, at);
  }

  #open(counter: UsedCounter): HeldLease {
    const lease = newLease(counter, ++this.#epoch);
    counter.lease = lease;
    this.#leases.set(lease.epoch, lease);
    this.#unsaid.add(lease);
    return lease;
  }

  #counter(limit: Limit, subject: string): UsedCounter | undefined {
    const counter = this.#counters.get(limit.id)?.get(subject);
    if (counter !== undefined) counter.limit = limit;
    return counter;
  }

  #addCounter(limit: Limit, subject: string, now: number): UsedCounter {
    const counter = newCounter(limit, subject, now);
    const counters = this.#counters.get(limit.id);
    if (counters === undefined) this.#counters.set(limit.id, new Map([[subject, counter]]));
    else counters.set(subject, counter);
    return counter;
  }
}
