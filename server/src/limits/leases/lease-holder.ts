import { greater, lesser } from '../../lib/bigints.ts';
import type { Limit } from '../limit.ts';
import { ControlPresence } from './control-presence.ts';
import { addShort, measureDemand, surplus } from './demand.ts';
import { answersTo, type Flight, type Said, say, wantAgain } from './flight.ts';
import { type HeldLease, Reservation, type UsedCounter } from './held-lease.ts';
import { HeldLeases } from './held-leases.ts';
import { bookAnswer, bookReserved, bookSettled } from './lease-books.ts';
import { type LeaseTerms, USABLE_PART } from './lease-terms.ts';
import type { Answer, LeaseAnswer, Nudge, Report } from './messages.ts';
import { type Level, type Reserved, refusedAt } from './reserved.ts';
import { mayOverdraw, refusalOf } from './shortage.ts';
import { UsedCounters } from './used-counters.ts';
import { hearVerdict } from './verdict.ts';

/**
 * A gateway's side of the protocol (messages.ts). `reserve` and `settle` are synchronous and touch memory only. Whoever drives it
 * calls `poll` at `dueAt`, sends what that gives, and hands in what comes back: `received`, `failed`, `nudged`. All times are
 * milliseconds of one monotonic clock.
 */
export class LeaseHolder {
  protected readonly terms: LeaseTerms;
  readonly #life: string;
  #fences = 0;
  #seq = 0;
  readonly #counters = new UsedCounters();
  readonly #leases = new HeldLeases();
  readonly #presence: ControlPresence;
  #flight: Flight | null = null;
  #sentAt = -Infinity;
  #measuredAt = -Infinity;
  #urgentAt = Infinity;
  #notBefore = -Infinity;

  constructor(life: string, terms: LeaseTerms) {
    this.#life = life;
    this.terms = terms;
    this.#presence = new ControlPresence(terms);
  }

  /** The name under which control knows it, and records of requests say what they used. */
  get holder(): string {
    return this.#fences === 0 ? this.#life : `${this.#life}~${this.#fences}`;
  }

  /** From then on nothing is reserved on the leases that are held now, unless control is heard again. */
  get stopsAt(): number {
    return this.#presence.stopsAt;
  }

  /** Leases that are open, or of which control has not yet confirmed that they are closed. */
  get size(): number {
    return this.#leases.size;
  }

  held(): Iterable<HeldLease> {
    return this.#leases;
  }

  /** Whether control has not answered for so long that nobody waits for it. */
  get isAlone(): boolean {
    return this.#presence.isAlone;
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
      if (level.bound === null) return refusedAt(level, 'unbounded', null);
      const counter = this.#counters.get(level.limit, level.subject);
      const shortage = { level, counter, missing, last };
      const isFull = this.size >= this.terms.leases;
      const refused = refusalOf(shortage, isFull, this.#presence, this.terms, now);
      if (refused !== null) return refused;
      isShort ||= !mayOverdraw(shortage, this.#presence, now);
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
      bookSettled(lease, reservation.bounds[i] ?? 0n, used[i] ?? null);
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
    this.#urgentAt = this.#leases.unsaid > said.length ? now : Infinity;
    if (this.#leases.size === 0) return null;
    const seq = ++this.#seq;
    this.#flight = { seq, sentAt: now, until: now + this.#presence.patienceMs, said };
    this.#sentAt = now;
    return { holder: this.holder, seq, statements: said.map(({ statement }) => statement) };
  }

  /** False: not the answer to the last report, or too late; it changes nothing. */
  received(answer: Answer, now: number): boolean {
    const flight = this.#flight;
    if (!this.isAwaited(answer, flight?.seq) || flight === null || now > flight.until) return false;
    this.#flight = null;
    this.#presence.heard(now, this.usableUntil(flight.sentAt, now));
    if (answer.fenced) {
      this.#beginAnew();
      return true;
    }
    for (const { said, told } of answersTo(flight, answer)) {
      const { lease, changes, served, statement } = said;
      this.#leases.confirm(lease, changes);
      lease.servedKnown = served;
      if (statement.done) this.#leases.close(lease);
      else this.#hear(said, told, flight.sentAt, now);
    }
    return true;
  }

  /** The report could not be sent, or was not answered with what could be read. */
  failed(seq: number, now: number): void {
    if (this.#flight?.seq !== seq) return;
    this.#lose(this.#flight, now);
    this.#notBefore = now + this.#presence.pauseMs;
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
    for (const lease of this.#leases) this.giveUp(lease);
    this.#urge(now);
  }

  /** What is missing at this level before it can be reserved. */
  protected missing({ limit, subject, bound }: Level, now: number): bigint {
    if (limit.mode === 'soft') return 0n;
    if (bound === null) return 1n;
    const counter = this.#counters.get(limit, subject);
    const lease = counter?.lease ?? null;
    if (lease === null) {
      // Control does not have this limit any more; the gateway's configuration has not heard of it yet.
      const isUnlimited = now < (counter?.unlimitedUntil ?? -Infinity);
      return isUnlimited ? 0n : greater(bound, 1n);
    }
    if (now >= lease.endsAt) this.giveUp(lease);
    if (lease.over || now >= this.stopsAt) return greater(bound, 1n);
    const open = lease.free - lease.owed;
    return open >= bound ? 0n : bound - greater(open, 0n);
  }

  protected take(levels: readonly Level[], now: number): Reservation {
    const leases: HeldLease[] = [];
    const bounds: bigint[] = [];
    const exceeded: Limit[] = [];
    for (const { limit, subject, bound: said } of levels) {
      const bound = said ?? 0n;
      const counter = this.#counters.getOrAdd(limit, subject, now);
      if (counter.lease !== null && now >= counter.lease.endsAt) this.giveUp(counter.lease);
      const lease = counter.lease ?? this.#leases.open(counter);
      bookReserved(lease, bound, now >= this.stopsAt, now);
      if (limit.mode === 'soft') {
        if (counter.exceeded) exceeded.push(limit);
        this.#changed(lease);
      } else if (lease.free < counter.low && lease.owed === 0n) this.#changed(lease, now);
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

  #ask(level: Level, now: number): void {
    const missing = this.missing(level, now);
    if (missing === 0n) return;
    const counter = this.#counters.getOrAdd(level.limit, level.subject, now);
    counter.usedAt = now;
    counter.short = addShort(counter.short, missing);
    this.#changed(counter.lease ?? this.#leases.open(counter));
    this.#urge(Math.max(now, counter.askAt));
  }

  /** Once a report: measures demand, gives back what is not used, forgets what is over. */
  #lookAfter(now: number): void {
    // Control may count this holder as gone: what it held free is not its own any more.
    if (now >= this.stopsAt)
      for (const lease of this.#leases) if (lease.free > 0n) this.#return(lease, lease.free);
    if (now - this.#measuredAt < this.terms.reportMs) return;
    const elapsed = Number.isFinite(this.#measuredAt) ? now - this.#measuredAt : 0;
    this.#measuredAt = now;
    for (const counter of this.#counters) {
      measureDemand(counter, elapsed, this.terms);
      const { lease, refusal } = counter;
      const isIdle = this.isIdle(counter, now);
      if (lease !== null && (isIdle || now >= lease.endsAt)) this.#relax(lease, now);
      else if (lease !== null) {
        const unused = surplus(lease, this.terms);
        if (unused > 0n) this.#return(lease, unused);
      }
      const isRefused = refusal !== null && refusal.until > now;
      if (isIdle && counter.lease === null && !isRefused) this.#counters.forget(counter);
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
    return this.#leases.nextToSay(this.terms.statements).map((lease) => {
      const back = lesser(greater(lease.free, 0n), greater(lease.owed, lease.overdrawn));
      if (back > 0n) {
        this.letGo(lease, back);
        lease.owed = greater(lease.owed - back, 0n);
        lease.overdrawn = greater(lease.overdrawn - back, 0n);
      }
      return say(lease, this.terms);
    });
  }

  #hear({ lease, statement }: Said, told: LeaseAnswer, sentAt: number, now: number): void {
    const { counter } = lease;
    if (!told.known) {
      this.giveUp(lease);
      this.#leases.drop(lease);
      counter.unlimitedUntil = now + this.terms.recheckMs;
      return;
    }
    bookAnswer(lease, told, sentAt);
    // Given up while the report was under way: what was granted goes back with the next one.
    if (lease.over) {
      if (told.grant > 0n) this.#changed(lease);
      return;
    }
    if (told.endsInMs === 0) this.giveUp(lease);
    if (told.owed > 0n && lease.free > 0n) this.#changed(lease, now);
    const { want } = statement;
    if (want !== null && want.least > 0n) hearVerdict(counter, told, want, this.terms, now);
  }

  #lose(flight: Flight, now: number): void {
    this.#flight = null;
    this.#presence.lost();
    wantAgain(flight);
    this.#urge(now);
  }

  /** Another life begins: control counts nothing for the old one any more. Its reservations settle to nothing. */
  #beginAnew(): void {
    this.#fences++;
    this.#seq = 0;
    this.#presence.fenced();
    this.#leases.clear();
    for (const counter of this.#counters) counter.lease = null;
  }

  #changed(lease: HeldLease, urgentAt = Infinity): void {
    if (this.#leases.changed(lease)) this.#urge(urgentAt);
  }

  #urge(at: number): void {
    this.#urgentAt = Math.min(this.#urgentAt, at);
  }
}
