/**
 * How slow a target is, by "peak EWMA" (Finagle, `com.twitter.finagle.loadbalancer.PeakEwma`): a moving average of latencies that
 * goes up at once with a slow answer and comes down over time, times how many calls are waiting. Latency is that to the first
 * byte, in ms, since the length of an answer says nothing about the host. A target of which nothing is known yet is as good
 * as idle, so that it is tried.
 */
export class PeakEwma {
  /** Time constant: after so long without a call a latency weighs 1/e of what it did. */
  readonly #decayMs: number;
  #cost = 0;
  #stampMs = 0;
  #inFlight = 0;

  constructor(decayMs = 10_000) {
    this.#decayMs = decayMs;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** The average as it stands, in ms; 0: nothing is known. */
  get latencyMs(): number {
    return this.#cost;
  }

  begin(): void {
    this.#inFlight += 1;
  }

  /** A call is over; `latencyMs` null: it says nothing about how fast the target is. */
  end(nowMs: number, latencyMs: number | null): void {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
    if (latencyMs !== null) this.#observe(nowMs, latencyMs);
  }

  /** What the next call would cost; smaller is better. */
  score(nowMs: number): number {
    const idle = Math.exp(-Math.max(0, nowMs - this.#stampMs) / this.#decayMs);
    return this.#cost * idle * (this.#inFlight + 1) + this.#inFlight;
  }

  #observe(nowMs: number, latencyMs: number): void {
    if (latencyMs > this.#cost) {
      this.#cost = latencyMs;
    } else {
      const weight = Math.exp(-Math.max(0, nowMs - this.#stampMs) / this.#decayMs);
      this.#cost = this.#cost * weight + latencyMs * (1 - weight);
    }
    this.#stampMs = nowMs;
  }
}
