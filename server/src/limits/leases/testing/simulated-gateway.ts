import type { LeaseHolder } from '../lease-holder.ts';
import type { Level } from '../reserved.ts';
import type { Call } from './ledger.ts';

/** A request that waits for a lease. */
export interface Parked {
  readonly levels: readonly Level[];
  readonly used: readonly (bigint | null)[];
  readonly durationMs: number;
  isOver: boolean;
}

/** A machine that gateways live on, one after the other. */
export class SimulatedGateway {
  readonly index: number;
  machine: LeaseHolder;
  /** Which life of it this is: what was meant for an earlier one does not arrive. */
  life = 0;
  isUp = true;
  isPartitioned = false;
  pausedUntil = 0;
  pollAt = Infinity;
  readonly parked: Parked[] = [];
  readonly calls = new Set<Call>();
  /** Since when it got nothing, although it asked `asked` times; null while it does not ask. */
  hungrySince: number | null = null;
  asked = 0;
  readonly #pace: number;
  #epochMs: number;

  /** @param pace how fast its clock runs */
  constructor(index: number, machine: LeaseHolder, pace: number, epochMs: number) {
    this.index = index;
    this.machine = machine;
    this.#pace = pace;
    this.#epochMs = epochMs;
  }

  /** Its monotonic clock. */
  clock(real: number): number {
    return this.#epochMs + real * this.#pace;
  }

  /** The first whole millisecond of real time at which its clock shows `at`. */
  realAt(at: number): number {
    let real = Math.max(0, Math.ceil((at - this.#epochMs) / this.#pace));
    while (this.clock(real) < at) real++;
    return real;
  }

  /** How long `ms` of its clock take. */
  lasts(ms: number): number {
    return Math.ceil(ms / this.#pace);
  }

  /** What it did is lost, and what it was asked. */
  crash(): void {
    this.isUp = false;
    this.pausedUntil = 0;
    this.calls.clear();
    for (const request of this.parked) request.isOver = true;
    this.parked.length = 0;
  }

  begin(machine: LeaseHolder, epochMs: number): void {
    this.machine = machine;
    this.#epochMs = epochMs;
    this.life++;
    this.isUp = true;
    this.pollAt = Infinity;
  }
}
