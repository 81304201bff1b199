import type { Provider, ProviderEntity, UpstreamTimeouts } from '../inference/index.ts';
import type { Origin, Protocol } from '../protocols/index.ts';

/** A model of a provider, as a name stands for it. */
export interface Target {
  readonly entity: ProviderEntity;
  readonly provider: Provider;
  /** Of what it makes and keeps. */
  readonly origin: Origin;
  /** As the provider calls it. */
  readonly model: string;
}

/** A target that a request may be sent to, and how long it may take. */
export interface Candidate extends Target {
  /** In which it is spoken with; where that is the client's, bytes pass. */
  readonly protocol: Protocol;
  readonly timeouts: UpstreamTimeouts;
}

/** Where a request goes: what `route` decides and `infer` works through. */
export interface Plan {
  /** In the order in which they are tried. */
  readonly candidates: readonly [Candidate, ...Candidate[]];
  /** How often a candidate is called again, where that may help, before the next one is. */
  readonly retries: number;
}
