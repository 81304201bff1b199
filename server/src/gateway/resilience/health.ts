import type { Target } from '../plan.ts';
import { Breaker, type BreakerState, CREDENTIAL_BREAKER, TARGET_BREAKER } from './breaker.ts';
import type { FailureKind } from './failure-kind.ts';
import { PeakEwma } from './peak-ewma.ts';
import type { RateNotice } from './rate-headers.ts';

/*
 * What this process has seen of those that it calls: a breaker, a cool-down after 429 and a latency for each model of each
 * connection, and a breaker for each credential. It is kept for one life of one process, and a credential that was changed
 * begins anew, since its connection is another. Times are ms of the process's monotonic clock.
 */

/** Why a target is not called, and until when. */
export interface Blocked {
  readonly reason: 'breaker' | 'rate_limit' | 'credential';
  readonly untilMs: number;
}

/** How a call went. */
export interface Ended {
  /** Null: it was answered. */
  readonly failure: FailureKind | null;
  /** Its client left, or the gateway stopped: it says nothing about whom it called. */
  readonly abandoned: boolean;
  readonly notice: RateNotice | null;
  /** Until the first byte of the answer's body; null: there was none. */
  readonly firstByteMs: number | null;
}

const FIRST_COOL_DOWN_MS = 1_000;
const LONGEST_COOL_DOWN_MS = 60_000;

export class CredentialHealth {
  readonly breaker: Breaker;

  constructor(random: () => number) {
    this.breaker = new Breaker(CREDENTIAL_BREAKER, random);
  }
}

export class TargetHealth {
  readonly provider: string;
  readonly model: string;
  readonly credentialId: string | null;
  readonly breaker: Breaker;
  readonly latency = new PeakEwma();
  readonly credential: CredentialHealth;
  #coolUntilMs = 0;
  /** Refusals in a row for being too many. */
  #refused = 0;

  constructor(target: Target, credential: CredentialHealth, random: () => number) {
    this.provider = target.entity.name;
    this.model = target.model;
    this.credentialId = target.connection.credentialId;
    this.breaker = new Breaker(TARGET_BREAKER, random);
    this.credential = credential;
  }

  /** Null: it may be called now. */
  blocked(nowMs: number): Blocked | null {
    const noCredential = this.credential.breaker.blockedUntil(nowMs);
    if (noCredential !== null) return { reason: 'credential', untilMs: noCredential };
    if (nowMs < this.#coolUntilMs) return { reason: 'rate_limit', untilMs: this.#coolUntilMs };
    const open = this.breaker.blockedUntil(nowMs);
    return open === null ? null : { reason: 'breaker', untilMs: open };
  }

  /** Until when it is left alone for being asked too much; null: it is not. */
  coolingUntil(nowMs: number): number | null {
    return nowMs < this.#coolUntilMs ? this.#coolUntilMs : null;
  }

  begin(nowMs: number): void {
    this.breaker.pass(nowMs);
    this.credential.breaker.pass(nowMs);
    this.latency.begin();
  }

  end(nowMs: number, { failure, abandoned, notice, firstByteMs }: Ended): void {
    this.latency.end(nowMs, failure === null ? firstByteMs : null);
    if (abandoned) {
      this.breaker.observe(nowMs, null);
      this.credential.breaker.observe(nowMs, null);
      return;
    }
    this.breaker.observe(nowMs, ofTarget(failure));
    this.credential.breaker.observe(nowMs, ofCredential(failure));
    if (failure === 'rate_limit') this.#coolDown(nowMs, notice);
    else if (failure === null) this.#refused = 0;
    const emptyForMs = notice?.emptyForMs ?? null;
    if (emptyForMs !== null) this.#leaveAlone(nowMs + emptyForMs);
  }

  #coolDown(nowMs: number, notice: RateNotice | null): void {
    const unasked = Math.min(LONGEST_COOL_DOWN_MS, FIRST_COOL_DOWN_MS * 2 ** this.#refused);
    this.#refused = Math.min(30, this.#refused + 1);
    this.#leaveAlone(nowMs + (notice?.retryAfterMs ?? notice?.emptyForMs ?? unasked));
  }

  #leaveAlone(untilMs: number): void {
    this.#coolUntilMs = Math.max(this.#coolUntilMs, untilMs);
  }
}

/** Whether a call speaks for its host, against it, or says nothing. */
function ofTarget(failure: FailureKind | null): boolean | null {
  switch (failure) {
    case 'overload':
    case 'unreachable':
    case 'timeout':
    case 'broken':
      return false;
    case 'credential':
    case 'rate_limit':
      return null;
    default:
      return true;
  }
}

function ofCredential(failure: FailureKind | null): boolean | null {
  if (failure === 'credential') return false;
  // Only an answer shows that it was taken.
  return failure === null ? true : null;
}

export interface HealthShown {
  readonly provider: string;
  readonly model: string;
  readonly credential_id: string | null;
  readonly breaker: BreakerState;
  readonly credential: BreakerState;
  /** Nothing is sent for so long; null: it may be called. */
  readonly blocked: { readonly reason: Blocked['reason']; readonly for_ms: number } | null;
  readonly open_for_ms: number | null;
  readonly first_byte_ms: number | null;
  readonly in_flight: number;
}

/** Clients name models: of more than so many, those that were met first are forgotten. */
const MOST_TARGETS = 2_000;

/** The health of everything that this process calls. */
export class Health {
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #targets = new Map<string, TargetHealth>();
  readonly #credentials = new Map<string, CredentialHealth>();

  constructor(nowMs: () => number, random: () => number = Math.random) {
    this.#now = nowMs;
    this.#random = random;
  }

  nowMs(): number {
    return this.#now();
  }

  random(): number {
    return this.#random();
  }

  of(target: Target): TargetHealth {
    const key = `${target.connection.key} ${target.model}`;
    const known = this.#targets.get(key);
    if (known !== undefined) return known;
    const made = new TargetHealth(target, this.#credentialOf(target.connection.key), this.#random);
    this.#targets.set(key, made);
    forgetFirst(this.#targets);
    return made;
  }

  #credentialOf(key: string): CredentialHealth {
    const known = this.#credentials.get(key);
    if (known !== undefined) return known;
    const made = new CredentialHealth(this.#random);
    this.#credentials.set(key, made);
    forgetFirst(this.#credentials);
    return made;
  }

  /** For people: what is not as it should be first. */
  shown(): HealthShown[] {
    const nowMs = this.#now();
    return [...this.#targets.values()]
      .map((target): HealthShown => {
        const blocked = target.blocked(nowMs);
        const { openedAtMs } = target.breaker;
        const { latencyMs, inFlight } = target.latency;
        return {
          provider: target.provider,
          model: target.model,
          credential_id: target.credentialId,
          breaker: target.breaker.state(nowMs),
          credential: target.credential.breaker.state(nowMs),
          blocked:
            blocked === null
              ? null
              : { reason: blocked.reason, for_ms: Math.round(blocked.untilMs - nowMs) },
          open_for_ms: openedAtMs === null ? null : Math.round(nowMs - openedAtMs),
          first_byte_ms: latencyMs === 0 ? null : Math.round(latencyMs),
          in_flight: inFlight,
        };
      })
      .sort((a, b) => Number(b.blocked !== null) - Number(a.blocked !== null));
  }
}

function forgetFirst(map: Map<string, unknown>): void {
  if (map.size <= MOST_TARGETS) return;
  const [first] = map.keys();
  if (first !== undefined) map.delete(first);
}
