/** The times of the protocol in milliseconds; docs/limits-leases.md says what follows from them. Control and gateways have the same. */
export interface LeaseTerms {
  /** How long a lease is good after its holder was last heard. */
  readonly termMs: number;
  /** How often a gateway reports what changed, and that it lives while it holds anything. */
  readonly reportMs: number;
  /** A lease that no request used for this long is given back. */
  readonly idleMs: number;
  /** How much a gateway holds in advance, as time at its present demand. */
  readonly aheadMs: number;
  /** When a report without an answer counts as lost; doubled with each that follows, up to eight times this. */
  readonly answerMs: number;
  /** How soon a gateway asks again for what it waits for. */
  readonly askAgainMs: number;
  /** How long a refusal holds before control is asked again, since limits are raised and others give back. */
  readonly recheckMs: number;
  /** How long control keeps an amount for whoever waits for it and is not heard again. */
  readonly claimMs: number;
  /** How long a request waits for a lease at the most. */
  readonly waitMs: number;
  /** How many leases one report speaks of. */
  readonly statements: number;
  /** How many leases one gateway has at once; a hard limit that would need one more refuses. */
  readonly leases: number;
}

export const LEASE_TERMS: LeaseTerms = {
  termMs: 30_000,
  reportMs: 1_000,
  idleMs: 3_000,
  aheadMs: 2_000,
  answerMs: 500,
  askAgainMs: 200,
  recheckMs: 1_000,
  claimMs: 2_000,
  waitMs: 1_000,
  statements: 1_000,
  leases: 100_000,
};

/** The part of a term in which a gateway uses its leases: clocks may differ by a quarter in how fast they run. */
export const USABLE_PART = 0.8;

/** How much longer control waits than a gateway measures. */
export const CLOCK_MARGIN = 1 / USABLE_PART;
