/*
 * A circuit breaker (M. Nygard, "Release It!", 2nd ed., ch. 5). Closed, calls pass and are counted. Where the last five failed,
 * or half of at least ten in the last ten seconds, it opens: nothing passes until its cool-down is over. Then it is half open:
 * one call at a time passes as a probe. Two probes that succeed close it; one that fails opens it again for twice as long.
 * A probe of which nothing is heard (its client left) is neither, and the next one may pass.
 */

export interface BreakerSettings {
  /** So many in a row open it. */
  readonly failuresInRow: number;
  readonly minCalls: number;
  /** Of the calls in the window, from 0 to 1. */
  readonly failureRate: number;
  readonly coolDownMs: number;
  readonly longestCoolDownMs: number;
  /** Probes that must succeed, one after the other. */
  readonly probes: number;
}

export const TARGET_BREAKER: BreakerSettings = {
  failuresInRow: 5,
  minCalls: 10,
  failureRate: 0.5,
  coolDownMs: 5_000,
  longestCoolDownMs: 60_000,
  probes: 2,
};

/** A credential that was refused once will be refused again until somebody has done something about it. */
export const CREDENTIAL_BREAKER: BreakerSettings = {
  failuresInRow: 1,
  minCalls: Number.POSITIVE_INFINITY,
  failureRate: 1,
  coolDownMs: 30_000,
  longestCoolDownMs: 900_000,
  probes: 1,
};

export type BreakerState = 'closed' | 'open' | 'half_open';

const BUCKET_MS = 1_000;
const BUCKETS = 10;

/** Times are milliseconds of a monotonic clock, given by whoever calls. */
export class Breaker {
  readonly #settings: BreakerSettings;
  readonly #random: () => number;
  readonly #ok = new Uint32Array(BUCKETS);
  readonly #failed = new Uint32Array(BUCKETS);
  #bucket = 0;
  #inRow = 0;
  #opened: { readonly atMs: number; readonly untilMs: number; readonly coolDownMs: number } | null =
    null;
  #probing = false;
  #probed = 0;

  constructor(settings: BreakerSettings, random: () => number) {
    this.#settings = settings;
    this.#random = random;
  }

  state(nowMs: number): BreakerState {
    if (this.#opened === null) return 'closed';
    return nowMs < this.#opened.untilMs ? 'open' : 'half_open';
  }

  /** Since when it has not been closed; null: it is. */
  get openedAtMs(): number | null {
    return this.#opened?.atMs ?? null;
  }

  /** Until when nothing passes; null: a call may pass now. While a probe is out there is no telling, and it is now. */
  blockedUntil(nowMs: number): number | null {
    if (this.#opened === null) return null;
    if (nowMs < this.#opened.untilMs) return this.#opened.untilMs;
    return this.#probing ? nowMs : null;
  }

  /** A call passes now. In the half-open state it is the probe. */
  pass(nowMs: number): void {
    if (this.state(nowMs) === 'half_open') this.#probing = true;
  }

  /** How a call went that passed; null: it says nothing about whom it called. */
  observe(nowMs: number, ok: boolean | null): void {
    if (this.#opened !== null) {
      // Those that passed before it opened say nothing new.
      if (this.#probing && nowMs >= this.#opened.untilMs) this.#probeEnded(nowMs, ok);
      return;
    }
    if (ok === null) return;
    this.#turnTo(nowMs);
    const at = this.#bucket % BUCKETS;
    if (ok) {
      this.#inRow = 0;
      this.#ok[at] = (this.#ok[at] ?? 0) + 1;
      return;
    }
    this.#inRow += 1;
    this.#failed[at] = (this.#failed[at] ?? 0) + 1;
    if (this.#isTooMuch()) this.#open(nowMs, this.#settings.coolDownMs);
  }

  #probeEnded(nowMs: number, ok: boolean | null): void {
    this.#probing = false;
    if (ok === null || this.#opened === null) return;
    if (!ok) {
      const { longestCoolDownMs } = this.#settings;
      this.#open(nowMs, Math.min(longestCoolDownMs, this.#opened.coolDownMs * 2));
      return;
    }
    this.#probed += 1;
    if (this.#probed < this.#settings.probes) return;
    this.#opened = null;
    this.#forget();
  }

  /** Somewhat more or less, so that gateways do not all probe at the same moment. */
  #open(nowMs: number, coolDownMs: number): void {
    const jitter = 0.9 + 0.2 * this.#random();
    const atMs = this.#opened?.atMs ?? nowMs;
    this.#opened = { atMs, untilMs: nowMs + coolDownMs * jitter, coolDownMs };
    this.#probing = false;
    this.#probed = 0;
  }

  #isTooMuch(): boolean {
    const { failuresInRow, minCalls, failureRate } = this.#settings;
    if (this.#inRow >= failuresInRow) return true;
    const failed = sum(this.#failed);
    const all = failed + sum(this.#ok);
    return all >= minCalls && failed >= all * failureRate;
  }

  /** Buckets of seconds that have passed are emptied. */
  #turnTo(nowMs: number): void {
    const wanted = Math.floor(nowMs / BUCKET_MS);
    const from = Math.max(this.#bucket + 1, wanted - BUCKETS + 1);
    for (let bucket = from; bucket <= wanted; bucket += 1) {
      this.#ok[bucket % BUCKETS] = 0;
      this.#failed[bucket % BUCKETS] = 0;
    }
    this.#bucket = Math.max(this.#bucket, wanted);
  }

  #forget(): void {
    this.#ok.fill(0);
    this.#failed.fill(0);
    this.#inRow = 0;
    this.#probed = 0;
  }
}

function sum(counts: Uint32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
