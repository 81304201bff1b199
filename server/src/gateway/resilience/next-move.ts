import type { FallbackCause } from '../../inference/index.ts';
import type { FailureKind } from './failure-kind.ts';

/** What is done after a call that failed. */
export type Move =
  | { readonly kind: 'stop' }
  /** The same target again, after a pause. */
  | { readonly kind: 'again'; readonly waitMs: number }
  /** The next target that is not blocked, if there is one. */
  | { readonly kind: 'next' };

export interface Situation {
  readonly failure: FailureKind;
  /** How often this target was called again already. */
  readonly repeated: number;
  readonly retries: number;
  readonly fallbackOn: ReadonlySet<FallbackCause>;
  /** Another target is left that may be called. */
  readonly others: boolean;
  /** The provider wants to be left alone for so long. */
  readonly retryAfterMs: number | null;
  /** Of the request, for all of its calls. */
  readonly remainingMs: number;
  random(): number;
  /** Whether the retry budget allows one more, which then counts. */
  withdraw(): boolean;
}

/** A client that waits longer has left. */
const LONGEST_WAIT_MS = 10_000;
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 8_000;

const CAUSES: Readonly<Record<FailureKind, FallbackCause | null>> = {
  request: null,
  credential: 'credential',
  rate_limit: 'rate_limit',
  overload: 'error',
  unreachable: 'error',
  timeout: 'error',
  broken: 'error',
  context_overflow: 'context_overflow',
  content_filter: 'content_filter',
  model_not_found: 'model_not_found',
};

/** Where the same call may be answered a moment later. A time limit was long enough the first time. */
const PASSING: ReadonlySet<FailureKind> = new Set([
  'overload',
  'unreachable',
  'broken',
  'rate_limit',
]);

/**
 * The same target again while it may help, then the next one. Who says 429 is not asked again while another target is left.
 * Pauses grow from a quarter of a second, each drawn between nothing and the whole of it ("full jitter", AWS Architecture Blog,
 * "Exponential Backoff And Jitter"), and are never shorter than the provider asked for.
 */
export function nextMove(situation: Situation): Move {
  const { failure, fallbackOn, others } = situation;
  const cause = CAUSES[failure];
  const next = others && cause !== null && fallbackOn.has(cause);
  if (!(failure === 'rate_limit' && next)) {
    const waitMs = waitBefore(situation);
    if (waitMs !== null && situation.withdraw()) return { kind: 'again', waitMs };
  }
  return { kind: next ? 'next' : 'stop' };
}

/** Null: the same target is not called again. */
function waitBefore(situation: Situation): number | null {
  const { failure, repeated, retries, retryAfterMs, remainingMs, random } = situation;
  if (repeated >= retries || !PASSING.has(failure)) return null;
  const backoff = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** repeated);
  const waitMs = Math.max(random() * backoff, retryAfterMs ?? 0);
  return waitMs > LONGEST_WAIT_MS || waitMs >= remainingMs ? null : waitMs;
}
