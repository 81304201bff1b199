import { BudgetWindows } from '../../windows/budget-windows.ts';
import type { LeaseHolder } from '../lease-holder.ts';
import { LEASE_TERMS, type LeaseTerms } from '../lease-terms.ts';
import { EventQueue } from './event-queue.ts';
import { Ledger } from './ledger.ts';
import type { Machines } from './machines.ts';
import { MemoryLeaseStore } from './memory-lease-store.ts';
import { Random } from './random.ts';
import type { Fault, Scenario, SimulatedLimit } from './scenario.ts';
import { SimulatedControl } from './simulated-control.ts';
import { SimulatedGateway } from './simulated-gateway.ts';

/** What there is in one scenario, and its time: what happens does so in events, one after the other. */
export class World {
  readonly scenario: Scenario;
  readonly random: Random;
  readonly terms: LeaseTerms = LEASE_TERMS;
  readonly store = new MemoryLeaseStore();
  readonly ledger = new Ledger();
  readonly control: SimulatedControl;
  readonly gateways: SimulatedGateway[] = [];
  readonly limits: SimulatedLimit[];
  /** Nothing goes wrong but a few messages. */
  readonly isWhole: boolean;
  /** Nothing goes wrong any more, and nobody asks for anything. */
  isQuiet = false;
  readonly #queue = new EventQueue<() => void>();
  readonly #machines: Machines;
  readonly #trace: ((line: string) => void) | null;
  #real = 0;
  #lives = 0;

  constructor(scenario: Scenario, machines: Machines, trace: ((line: string) => void) | null) {
    this.scenario = scenario;
    this.#machines = machines;
    this.#trace = trace;
    this.random = new Random(scenario.seed ^ 0x5bd1e995);
    this.limits = [...scenario.limits];
    for (const { limit } of this.limits) this.store.limits.set(limit.id, limit);
    this.isWhole = scenario.profile === 'calm' || scenario.profile === 'contention';
    this.control = new SimulatedControl(
      new machines.control(this.store, this.terms, new BudgetWindows()),
      scenario.startWallMs,
      this.#pace(),
    );
  }

  /** Real time in milliseconds since the beginning; every machine's clocks differ from it. */
  get real(): number {
    return this.#real;
  }

  addGateway(): SimulatedGateway {
    const gateway = new SimulatedGateway(
      this.gateways.length,
      this.newHolder(),
      this.#pace(),
      this.random.int(0, 1_000_000),
    );
    this.gateways.push(gateway);
    return gateway;
  }

  newHolder(): LeaseHolder {
    return new this.#machines.holder(`g${++this.#lives}`, this.terms);
  }

  /** The gateway that lives under this name. */
  livingGateway(holder: string): SimulatedGateway | undefined {
    return this.gateways.find(({ machine, isUp }) => isUp && machine.holder === holder);
  }

  has(fault: Fault): boolean {
    return !this.isQuiet && this.scenario.faults.has(fault);
  }

  later(inMs: number, event: () => void): void {
    this.#queue.add(this.#real + inMs, event);
  }

  /** Something happens in a gateway: not if that life of it is over, and not while it sleeps. */
  onGateway(gateway: SimulatedGateway, inMs: number, event: () => void): void {
    const { life } = gateway;
    this.later(inMs, () => {
      if (gateway.life !== life || !gateway.isUp) return;
      if (this.#real < gateway.pausedUntil) {
        this.onGateway(gateway, Math.min(gateway.pausedUntil - this.#real, 250), event);
        return;
      }
      event();
    });
  }

  /** Lets the next event happen; false when there is none. */
  step(): boolean {
    const next = this.#queue.take();
    if (next === undefined) return false;
    this.#real = next.at;
    next.event();
    return true;
  }

  end(): void {
    this.#queue.clear();
  }

  log(line: () => string): void {
    this.#trace?.(`${String(this.#real).padStart(7)} ${line()}`);
  }

  #pace(): number {
    return this.has('drift') ? 0.9 + this.random.next() * 0.2 : 1;
  }
}

/** For the trace. */
export function show(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? Number(part) : part));
}
