import { SignalboxError } from '../platform/errors/index.ts';
import type { Candidate, Plan } from './plan.ts';
import type { Blocked } from './resilience/health.ts';
import type { Services } from './services.ts';

/**
 * The candidates of a plan that are still to be tried, in its order. Those that are blocked are passed over, and come back where
 * they are free again by then. Where the client named a model, its last candidate is called in whatever health it is.
 */
export class Candidates {
  readonly #services: Services;
  readonly #plan: Plan;
  #left: readonly Candidate[];

  constructor(services: Services, plan: Plan) {
    this.#services = services;
    this.#plan = plan;
    this.#left = plan.candidates;
  }

  /** Whether there is one that may be called now. */
  get any(): boolean {
    return this.#find() !== undefined;
  }

  /** The next one, which is no candidate any more. */
  take(): Candidate | null {
    const found = this.#find();
    if (found === undefined) return null;
    this.#left = this.#left.filter((one) => one !== found);
    return found;
  }

  /** Why there is none: who is blocked by what, and when to try again. */
  unavailable(): SignalboxError {
    const nowMs = this.#services.health.nowMs();
    const blocked = this.#left.flatMap((candidate) => {
      const found = this.#services.health.of(candidate).blocked(nowMs);
      return found === null ? [] : [{ candidate, found }];
    });
    const soonest = Math.min(...blocked.map(({ found }) => found.untilMs)) - nowMs;
    const told = blocked.map(
      ({ candidate, found }) => `${nameOf(candidate)} (${WORDS[found.reason]})`,
    );
    const seconds = Math.max(1, Math.ceil(soonest / 1000));
    return new SignalboxError(
      'no_target_available',
      `no target of the route "${this.#plan.route?.name ?? ''}" can be called now: ${[...new Set(told)].join(', ')}`,
      `Try again in ${seconds} s, or give the route another target.`,
      { details: { param: 'model', retry_after_seconds: seconds } },
    );
  }

  #find(): Candidate | undefined {
    const [only] = this.#left;
    if (this.#left.length === 1 && this.#plan.route === null) return only;
    const nowMs = this.#services.health.nowMs();
    const free = this.#left.find((one) => this.#services.health.of(one).blocked(nowMs) === null);
    return free ?? (this.#plan.route === null ? only : undefined);
  }
}

const WORDS: Readonly<Record<Blocked['reason'], string>> = {
  breaker: 'it failed too often',
  rate_limit: 'its quota is used up',
  credential: 'its credential is refused',
};

function nameOf({ entity, model }: Candidate): string {
  return `${entity.name}/${model}`;
}
