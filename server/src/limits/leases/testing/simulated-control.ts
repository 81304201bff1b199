import type { ControlClock } from '../counter.ts';
import type { LeaseControl } from '../lease-control.ts';

/** The machine that control lives on. Its books outlive it. */
export class SimulatedControl {
  readonly machine: LeaseControl;
  isUp = true;
  readonly #startWallMs: number;
  readonly #pace: number;
  #wallJumpMs = 0;
  #boot = 0;
  #bootedAt = 0;

  /** @param pace how fast its clocks run */
  constructor(machine: LeaseControl, startWallMs: number, pace: number) {
    this.machine = machine;
    this.#startWallMs = startWallMs;
    this.#pace = pace;
  }

  clock(real: number): ControlClock {
    const since = (real - this.#bootedAt) * this.#pace;
    const wallMs = this.#startWallMs + Math.floor(this.continuous(real)) + this.#wallJumpMs;
    return { wallMs, monoMs: Math.floor(since), boot: this.#boot };
  }

  /** Time at the pace of its clocks that no fault interrupts. */
  continuous(real: number): number {
    return real * this.#pace;
  }

  moveWallClock(byMs: number): void {
    this.#wallJumpMs += byMs;
  }

  stop(): void {
    this.isUp = false;
  }

  start(real: number): void {
    if (this.isUp) return;
    this.isUp = true;
    this.#boot++;
    this.#bootedAt = real;
  }
}
