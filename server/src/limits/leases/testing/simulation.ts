import type { Limit } from '../../limit.ts';
import { BudgetWindows } from '../../windows/budget-windows.ts';
import type { ControlClock } from '../counter.ts';
import { LeaseControl } from '../lease-control.ts';
import { LeaseHolder } from '../lease-holder.ts';
import { LEASE_TERMS, type LeaseTerms } from '../lease-terms.ts';
import type { Answer, Nudge, Report } from '../messages.ts';
import type { Level } from '../reserved.ts';
import { EventQueue } from './event-queue.ts';
import { type BookedAccount, type Call, isStrict, Ledger, Violation } from './ledger.ts';
import { MemoryLeaseStore } from './memory-lease-store.ts';
import { Random } from './random.ts';
import { CALL_MS, type Fault, type Scenario, type SimulatedLimit } from './scenario.ts';
import { type Parked, SimulatedGateway } from './simulated-gateway.ts';

/** The two machines, so that broken ones can take their places. */
export interface Machines {
  readonly control: typeof LeaseControl;
  readonly holder: typeof LeaseHolder;
}
export const SOUND: Machines = { control: LeaseControl, holder: LeaseHolder };

/** Everything is back with control so long after calls end and the network is whole: the figure of docs/limits-leases.md. */
export const QUIET_MS = 15_000;
/** A gateway that keeps asking gets something within this, while there is anything to be had. */
const STARVED_MS = 20_000;
const STEADY_MS = 5_000;

export interface Result {
  readonly steps: number;
  readonly admitted: number;
  readonly refused: number;
  /** Where reservations equal costs and demand suffices: what was admitted of the binding budget, as a share. */
  readonly share: number | null;
}

/** Runs one scenario in virtual time; throws a Violation when something is not as it must be. */
export class Simulation {
  readonly #scenario: Scenario;
  readonly #random: Random;
  readonly #terms: LeaseTerms = LEASE_TERMS;
  readonly #queue = new EventQueue<() => void>();
  readonly #store = new MemoryLeaseStore();
  readonly #ledger = new Ledger();
  readonly #machines: Machines;
  readonly #control: LeaseControl;
  readonly #gateways: SimulatedGateway[] = [];
  readonly #limits: SimulatedLimit[];
  readonly #trace: ((line: string) => void) | null;
  #real = 0;
  readonly #dead: string[] = [];
  #steps = 0;
  #admitted = 0;
  #refused = 0;
  #lives = 0;
  #isControlUp = true;
  #boot = 0;
  #bootedAt = 0;
  #controlPace = 1;
  #wallJump = 0;
  #isQuiet = false;
  /** Nothing goes wrong but a few messages. */
  readonly #isWhole: boolean;

  constructor(
    scenario: Scenario,
    machines: Machines = SOUND,
    trace: ((line: string) => void) | null = null,
  ) {
    this.#scenario = scenario;
    this.#machines = machines;
    this.#trace = trace;
    this.#random = new Random(scenario.seed ^ 0x5bd1e995);
    this.#limits = [...scenario.limits];
    for (const { limit } of this.#limits) this.#store.limits.set(limit.id, limit);
    this.#control = new machines.control(this.#store, this.#terms, new BudgetWindows());
    if (this.#has('drift')) this.#controlPace = this.#pace();
    for (let i = 0; i < scenario.gateways; i++) {
      const gateway = new SimulatedGateway(
        i,
        this.#machine(),
        this.#has('drift') ? this.#pace() : 1,
        this.#random.int(0, 1_000_000),
      );
      this.#gateways.push(gateway);
      this.#nextRequest(gateway);
    }
    this.#isWhole = scenario.profile === 'calm' || scenario.profile === 'contention';
    if (!this.#isWhole) this.#nextDisaster();
    this.#later(scenario.durationMs, () => this.#quiet());
  }

  run(): Result {
    for (;;) {
      const next = this.#queue.take();
      if (next === undefined) break;
      this.#real = next.at;
      this.#steps++;
      next.event();
      if ((this.#steps & 15) === 0) this.#checkExposure();
    }
    for (const counter of this.#store.counters.values()) this.#ledger.checkQuiet(counter);
    return {
      steps: this.#steps,
      admitted: this.#admitted,
      refused: this.#refused,
      share: this.#checkShare(),
    };
  }

  // What clients do.

  #nextRequest(gateway: SimulatedGateway): void {
    const gap = this.#random.gap(this.#scenario.gapsMs[gateway.index] ?? 1_000);
    this.#later(gap, () => {
      if (this.#isQuiet) return;
      this.#nextRequest(gateway);
      // What arrives while a gateway sleeps is the first that it sees when it wakes.
      if (gateway.isUp) this.#onGateway(gateway, 0, () => this.#request(gateway));
    });
  }

  #request(gateway: SimulatedGateway): void {
    const random = this.#random;
    const isExact = this.#isWhole;
    const isFree = this.#scenario.profile === 'apart' && random.chance(0.9);
    const levels: Level[] = [];
    const used: (bigint | null)[] = [];
    for (const { limit, subjects, costs, unit } of this.#limits) {
      if (!isExact && levels.length > 0 && random.chance(0.15)) continue;
      const cost = BigInt(random.int(1, costs)) * unit;
      const isSlot = limit.shape.kind === 'slots';
      const slack = isExact || isSlot || random.chance(0.4) ? 0n : cost * BigInt(random.int(0, 2));
      const isUnknown = !isExact && !isSlot && random.chance(0.03);
      levels.push({ limit, subject: random.pick(subjects), bound: cost + slack });
      used.push(isUnknown ? null : isFree ? 0n : cost);
    }
    const isLong = random.chance(0.1);
    const { profile } = this.#scenario;
    const longest = profile === 'contention' ? 400 : isLong ? CALL_MS : 1_500;
    const request: Parked = { levels, used, durationMs: random.int(5, longest), isOver: false };
    if (this.#try(gateway, request, false)) return;
    gateway.parked.push(request);
    this.#onGateway(gateway, gateway.lasts(this.#terms.waitMs), () => {
      if (request.isOver) return;
      gateway.parked.splice(gateway.parked.indexOf(request), 1);
      this.#try(gateway, request, true);
    });
  }

  /** False: it waits. */
  #try(gateway: SimulatedGateway, request: Parked, last: boolean): boolean {
    const now = gateway.clock(this.#real);
    const { machine } = gateway;
    const outcome = machine.reserve(request.levels, now, last);
    this.#wake(gateway);
    if (outcome.kind === 'wait') {
      if (last) throw new Violation('A request that waited as long as it may was told to wait.');
      return false;
    }
    request.isOver = true;
    if (outcome.kind === 'refused') {
      this.#refused++;
      this.#log(() => `gateway ${gateway.index} refuses: ${outcome.limit.id} ${outcome.reason}`);
      this.#checkHunger(gateway, request);
      return true;
    }
    const { reservation } = outcome;
    this.#checkNotGone(gateway, request.levels, outcome.reservation.leases);
    const controlMs = this.#real * this.#controlPace;
    const call = this.#ledger.reserved(
      machine,
      request.levels,
      reservation,
      request.used,
      controlMs,
    );
    this.#log(
      () =>
        `gateway ${gateway.index} admits ${reservation.leases.map(({ epoch }, i) => `${reservation.bounds[i]} on lease ${epoch}`).join(', ')}`,
    );
    this.#admitted++;
    gateway.admitted++;
    gateway.hungrySince = null;
    gateway.asked = 0;
    gateway.calls.add(call);
    const { life } = gateway;
    this.#later(gateway.lasts(request.durationMs), () => {
      // A call ends at its time even where the gateway sleeps.
      if (gateway.life === life && gateway.isUp) this.#ledger.ended(call);
    });
    this.#onGateway(gateway, gateway.lasts(request.durationMs), () => this.#settle(gateway, call));
    return true;
  }

  #settle(gateway: SimulatedGateway, call: Call): void {
    if (!gateway.calls.delete(call)) return;
    this.#ledger.settled(call);
    gateway.machine.settle(call.reservation, call.used);
    this.#log(() => `gateway ${gateway.index} settles ${call.used.join(', ')}`);
    this.#retryParked(gateway);
  }

  #retryParked(gateway: SimulatedGateway): void {
    for (const request of [...gateway.parked])
      if (!request.isOver && this.#try(gateway, request, false))
        gateway.parked.splice(gateway.parked.indexOf(request), 1);
    this.#wake(gateway);
  }

  // What the network does.

  #wake(gateway: SimulatedGateway): void {
    const due = gateway.machine.dueAt();
    if (due === Infinity) return;
    const at = Math.max(this.#real, gateway.realAt(due));
    if (at >= gateway.pollAt) return;
    gateway.pollAt = at;
    this.#onGateway(gateway, at - this.#real, () => {
      if (gateway.pollAt > this.#real) return;
      gateway.pollAt = Infinity;
      const report = gateway.machine.poll(gateway.clock(this.#real));
      if (report !== null) this.#send(gateway, report);
      this.#wake(gateway);
    });
  }

  #send(gateway: SimulatedGateway, report: Report): void {
    this.#log(() => `gateway ${gateway.index} reports ${show(report)}`);
    const { life } = gateway;
    const refused = () =>
      this.#onGateway(gateway, 2, () => {
        gateway.machine.failed(report.seq, gateway.clock(this.#real));
        this.#retryParked(gateway);
      });
    if (gateway.isPartitioned || this.#isLost()) {
      if (this.#random.chance(0.3)) refused();
      return;
    }
    const copies = this.#has('doubling') && this.#random.chance(0.1) ? 2 : 1;
    for (let i = 0; i < copies; i++)
      this.#later(this.#delay(), () => {
        if (!this.#isControlUp) {
          if (this.#random.chance(0.5)) refused();
          return;
        }
        const { answer, nudges } = this.#control.report(report, this.#controlClock());
        for (const counter of this.#store.counters.values()) this.#ledger.checkBooks(counter);
        for (const nudge of nudges) this.#nudge(nudge);
        if (answer === null) return;
        this.#log(() => `control answers ${report.holder}: ${show(answer)}`);
        this.#deliver(gateway, life, answer);
      });
  }

  #deliver(gateway: SimulatedGateway, life: number, answer: Answer): void {
    const copies = this.#has('doubling') && this.#random.chance(0.1) ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      if (this.#isLost()) continue;
      this.#later(this.#delay(), () => {
        if (gateway.life !== life || gateway.isPartitioned) return;
        this.#onGateway(gateway, 0, () => {
          if (!gateway.machine.received(answer, gateway.clock(this.#real))) return;
          this.#retryParked(gateway);
        });
      });
    }
  }

  #nudge(nudge: Nudge): void {
    const gateway = this.#gateways.find(
      ({ machine, isUp }) => isUp && machine.holder === nudge.holder,
    );
    if (gateway === undefined || gateway.isPartitioned || this.#isLost()) return;
    this.#onGateway(gateway, this.#delay(), () => {
      gateway.machine.nudged(nudge, gateway.clock(this.#real));
      this.#wake(gateway);
    });
  }

  #isLost(): boolean {
    return this.#has('loss') && this.#random.chance(this.#isWhole ? 0.01 : 0.08);
  }

  #delay(): number {
    if (this.#has('delay')) {
      const luck = this.#random.next();
      if (luck < 0.01) return this.#random.int(3_000, 60_000);
      if (luck < 0.08) return this.#random.int(100, 3_000);
    }
    return this.#random.int(1, 20);
  }

  // What goes wrong.

  #nextDisaster(): void {
    this.#later(this.#random.gap(4_000), () => {
      if (this.#isQuiet) return;
      this.#disaster();
      this.#nextDisaster();
    });
  }

  #disaster(): void {
    const random = this.#random;
    const gateway = random.pick(this.#gateways);
    const what = random.pick([
      'crash',
      'crash',
      'partition',
      'partition',
      'control-away',
      'wall-jump',
      'amount-change',
      'pause',
      'drain',
    ] as const);
    if (!this.#has(what)) return;
    this.#log(() => `!!! ${what} (gateway ${gateway.index})`);
    switch (what) {
      case 'crash':
        if (gateway.isUp) this.#crash(gateway);
        break;
      case 'partition':
        if (gateway.isPartitioned) break;
        gateway.isPartitioned = true;
        if (this.#has('forfeit') && random.chance(0.2)) this.#forfeit(gateway.machine.holder);
        this.#later(this.#partitionMs(), () => {
          gateway.isPartitioned = false;
        });
        break;
      case 'control-away':
        if (this.#isControlUp)
          this.#stopControl(random.int(300, random.chance(0.3) ? 60_000 : 5_000));
        break;
      case 'wall-jump':
        this.#wallJump +=
          random.int(-1, 1) * random.pick([500, 30_000, 120_000, 3_600_000, 86_400_000 * 40]);
        break;
      case 'amount-change':
        this.#changeAmount();
        break;
      case 'pause':
        gateway.pausedUntil = Math.max(gateway.pausedUntil, this.#real + random.int(100, 50_000));
        break;
      case 'drain':
        if (gateway.isUp) {
          gateway.machine.drain(gateway.clock(this.#real));
          this.#wake(gateway);
        }
    }
  }

  #partitionMs(): number {
    if (this.#scenario.profile === 'apart') return this.#random.int(25_000, 90_000);
    return this.#random.int(500, this.#random.chance(0.3) ? 90_000 : 10_000);
  }

  #crash(gateway: SimulatedGateway): void {
    const { holder } = gateway.machine;
    gateway.isUp = false;
    this.#dead.push(holder);
    gateway.pausedUntil = 0;
    for (const call of gateway.calls) this.#ledger.settled(call, true);
    gateway.calls.clear();
    for (const request of gateway.parked) request.isOver = true;
    gateway.parked.length = 0;
    if (this.#has('forfeit') && this.#random.chance(0.15)) this.#forfeit(holder);
    else this.#later(this.#random.int(50, 40_000), () => this.#adopt(holder));
    this.#later(this.#random.int(50, 20_000), () => {
      gateway.begin(this.#machine(), this.#random.int(0, 1_000_000));
    });
  }

  /** Somebody delivers a dead holder's records, and says so, perhaps twice. */
  #adopt(holder: string): void {
    if (!this.#isControlUp) {
      this.#later(1_000, () => this.#adopt(holder));
      return;
    }
    this.#log(() => `${holder} is settled: ${show(this.#ledger.truthOf(holder))}`);
    this.#control.settled(holder, this.#ledger.truthOf(holder), this.#controlClock());
    if (this.#random.chance(0.3))
      this.#later(this.#random.int(1, 5_000), () => this.#adopt(holder));
  }

  /** An operator gives up a holder, as soon as control lets them. */
  #forfeit(holder: string): void {
    this.#later(1_000, () => {
      const held = this.#random.chance(0.5) ? 'spent' : 'free';
      const known = this.#store.holder(holder);
      const accounts = new Map<number, BookedAccount>();
      for (const counter of this.#store.countersOf(holder))
        for (const window of counter.windows)
          for (const account of window.accounts)
            if (account.holder === holder)
              accounts.set(account.epoch, { counter, account: { ...account } });
      if (known === undefined) {
        const lives = this.#gateways.some(({ machine, isUp }) => isUp && machine.holder === holder);
        if (!lives) this.#adopt(holder);
      } else if (!this.#isControlUp || !this.#control.forfeit(holder, held, this.#controlClock())) {
        if (!known.ended) this.#forfeit(holder);
      } else {
        this.#log(() => `${holder} is forfeited as ${held}`);
        this.#ledger.forfeited(holder, accounts, known.topEpoch, held);
      }
    });
  }

  #stopControl(forMs: number): void {
    this.#isControlUp = false;
    this.#later(forMs, () => this.#startControl());
  }

  #startControl(): void {
    if (this.#isControlUp) return;
    this.#isControlUp = true;
    this.#boot++;
    this.#bootedAt = this.#real;
  }

  #changeAmount(): void {
    const i = this.#random.int(0, this.#limits.length - 1);
    const simulated = this.#limits[i];
    // The judge's own bucket knows one pace only.
    if (simulated === undefined || simulated.limit.shape.kind === 'rate' || !this.#isControlUp)
      return;
    const percent = BigInt(this.#random.int(30, 250));
    const limit: Limit = {
      ...simulated.limit,
      amount: (simulated.limit.amount * percent) / 100n + 1n,
    };
    this.#limits[i] = { ...simulated, limit };
    this.#store.limits.set(limit.id, limit);
    const counters = [...this.#store.counters.values()].filter((one) => one.limit.id === limit.id);
    for (const counter of counters) counter.limit = limit;
    this.#ledger.changed(limit, counters);
  }

  /** Everything is made whole, and demand ends. */
  #quiet(): void {
    this.#isQuiet = true;
    this.#log(() => '!!! quiet');
    this.#startControl();
    for (const gateway of this.#gateways) {
      gateway.isPartitioned = false;
      gateway.pausedUntil = 0;
    }
    for (const id of new Set([...this.#store.holders.keys(), ...this.#dead]))
      if (!this.#gateways.some(({ machine, isUp }) => isUp && machine.holder === id))
        this.#adoptDead(id);
    const calls = Math.ceil(CALL_MS / 0.9) + this.#terms.waitMs * 2;
    this.#later(calls + QUIET_MS, () => this.#queue.clear());
  }

  /** Of a gateway that lives under another name, nobody delivers records: it was fenced. */
  #adoptDead(holder: string): void {
    this.#later(this.#random.int(1, 1_000), () => this.#adopt(holder));
  }

  // What must hold.

  #checkExposure(): void {
    const up = this.#gateways.filter(({ isUp }) => isUp);
    this.#ledger.checkExposure(
      up.map((gateway) => ({
        machine: gateway.machine,
        now: gateway.clock(this.#real),
        behind: false,
      })),
    );
  }

  /** A gateway has stopped when control takes it for gone. */
  #checkNotGone(
    { machine }: SimulatedGateway,
    levels: readonly Level[],
    leases: readonly { readonly epoch: number }[],
  ): void {
    const holder = this.#store.holder(machine.holder);
    if (!this.#isControlUp || !levels.some(({ limit }) => isStrict(limit))) return;
    const clock = this.#controlClock();
    const silent =
      holder === undefined
        ? Infinity
        : holder.boot === clock.boot
          ? clock.monoMs - holder.heardAt
          : clock.monoMs;
    if (silent > this.#terms.termMs || holder?.ended)
      throw new Violation(
        `f: ${machine.holder} reserves on ${leases.map(({ epoch }) => epoch)} after ${silent} ms of silence`,
      );
  }

  /** e: nobody starves who keeps asking. */
  #checkHunger(gateway: SimulatedGateway, request: Parked): void {
    if (!this.#isWhole) return;
    const isLeft = request.levels.every(
      ({ limit, subject, bound }) =>
        limit.shape.kind !== 'budget' || this.#ledger.room(limit, subject, 0) >= (bound ?? 0n),
    );
    if (!isLeft) {
      gateway.hungrySince = null;
      return;
    }
    gateway.hungrySince ??= this.#real;
    gateway.asked++;
    const hungry = this.#real - gateway.hungrySince;
    if (gateway.asked > 3 && hungry > (this.#scenario.profile === 'calm' ? STEADY_MS : STARVED_MS))
      throw new Violation(`e: gateway ${gateway.index} got nothing for ${hungry} ms`);
  }

  /** d: where reservations equal costs, nearly all of the budget is admitted. */
  #checkShare(): number | null {
    if (this.#scenario.profile !== 'calm') return null;
    const share = this.#ledger.spentShare(this.#limits[0]!.limit, 'all', 0);
    if (share < 0.95) throw new Violation(`d: ${(share * 100).toFixed(2)}% was admitted`);
    return share;
  }

  // What time it is.

  #controlClock(): ControlClock {
    const since = (this.#real - this.#bootedAt) * this.#controlPace;
    const wallMs =
      this.#scenario.startWallMs + Math.floor(this.#real * this.#controlPace) + this.#wallJump;
    return { wallMs, monoMs: Math.floor(since), boot: this.#boot };
  }

  #later(inMs: number, event: () => void): void {
    this.#queue.add(this.#real + inMs, event);
  }

  /** Something happens in a gateway: not if that life of it is over, and not while it sleeps. */
  #onGateway(gateway: SimulatedGateway, inMs: number, event: () => void): void {
    const { life } = gateway;
    this.#later(inMs, () => {
      if (gateway.life !== life || !gateway.isUp) return;
      if (this.#real < gateway.pausedUntil) {
        this.#onGateway(gateway, Math.min(gateway.pausedUntil - this.#real, 250), event);
        return;
      }
      event();
    });
  }

  #machine(): LeaseHolder {
    return new this.#machines.holder(`g${++this.#lives}`, this.#terms);
  }

  #pace(): number {
    return 0.9 + this.#random.next() * 0.2;
  }

  #has(fault: Fault): boolean {
    return !this.#isQuiet && this.#scenario.faults.has(fault);
  }

  #log(line: () => string): void {
    this.#trace?.(`${String(this.#real).padStart(7)} ${line()}`);
  }
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? Number(part) : part));
}
