import type {
  FallbackCause,
  Provider,
  ProviderEntity,
  UpstreamTimeouts,
} from '../inference/index.ts';
import type { Origin, Protocol } from '../protocols/index.ts';
import type { RetryBudget } from './resilience/retry-budget.ts';

/** A provider with one of its credentials. */
export interface Connection {
  /** Tells it from all others, and from itself with another secret; of no use outside this process. */
  readonly key: string;
  /** Null: the provider's own, or none. */
  readonly credentialId: string | null;
}

/** A model of a provider, as a name stands for it. */
export interface Target {
  readonly entity: ProviderEntity;
  readonly provider: Provider;
  /** Of what it makes and keeps. */
  readonly origin: Origin;
  /** With which of the provider's credentials it is called. */
  readonly connection: Connection;
  /** As the provider calls it. */
  readonly model: string;
}

/** A target that a request may be sent to, and how long it may take. */
export interface Candidate extends Target {
  /** In which it is spoken with; where that is the client's, bytes pass. */
  readonly protocol: Protocol;
  readonly timeouts: UpstreamTimeouts;
}

/** The version of a route that a request took. */
export interface RoutePin {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

/** Where a request goes: what `route` decides and `infer` works through. */
export interface Plan {
  /** In the order in which they are tried. */
  readonly candidates: readonly [Candidate, ...Candidate[]];
  /** Null: the client named a model. Then the last candidate is called in whatever health it is. */
  readonly route: RoutePin | null;
  /** How often a candidate is called again, where that may help, before the next one is. */
  readonly retries: number;
  /** What the next candidate is asked after. */
  readonly fallbackOn: ReadonlySet<FallbackCause>;
  /** What retries are taken from; null: there are none. */
  readonly budget: RetryBudget | null;
  /** After so long without an answer the next candidate is called too; null: never. */
  readonly hedgeAfterMs: number | null;
  /** For all calls together, in ms. */
  readonly totalMs: number;
}
