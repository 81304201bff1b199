import type { Usage } from './conversation/usage.ts';

/** What an answer says about itself; null where it does not say. */
export interface AnswerFacts {
  readonly id: string | null;
  readonly model: string | null;
  readonly systemFingerprint: string | null;
  /** By choice, without those that have none. */
  readonly finishReasons: readonly string[];
  readonly usage: Usage | null;
  /** At which tier it was served, which decides its price: `default`, `flex`, `priority`. */
  readonly serviceTier: string | null;
  /** The provider's own error, in an error answer or in mid-stream. */
  readonly error: UpstreamErrorFacts | null;
}

export interface UpstreamErrorFacts {
  readonly message: string | null;
  readonly type: string | null;
  readonly code: string | null;
}
