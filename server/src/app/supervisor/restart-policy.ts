/** When something that died is started again. Times in ms. */
export interface RestartPolicy {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** A life at least this long was a good one: the count begins anew. */
  readonly stableMs: number;
}

export const DEFAULT_POLICY: RestartPolicy = {
  firstDelayMs: 200,
  maxDelayMs: 5_000,
  stableMs: 10_000,
};

/** Deaths in a row without a stable life in between. */
export type Deaths = number;

/** The count after a life of `livedMs`, ready or not. */
export function countDeath(before: Deaths, livedMs: number, policy = DEFAULT_POLICY): Deaths {
  return livedMs >= policy.stableMs ? 1 : before + 1;
}

/** How long to wait after so many deaths: not at all after the first, then doubling up to the maximum. */
export function restartDelay(deaths: Deaths, policy = DEFAULT_POLICY): number {
  if (deaths <= 1) return 0;
  return Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** Math.min(deaths - 2, 30));
}
