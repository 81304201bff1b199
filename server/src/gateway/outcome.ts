import type { Cost } from '../platform/money/index.ts';
import type { Usage } from '../protocols/conversation/index.ts';
import type { AnswerFacts } from '../protocols/index.ts';
import type { Attempt } from '../telemetry/index.ts';
import type { Target } from './plan.ts';
import type { FailureKind } from './resilience/failure-kind.ts';

/** The last bytes to the client, which wait for the end record. */
export type Closing =
  /** Nothing has left yet. `headers` is a flat list. */
  | {
      readonly kind: 'whole';
      readonly status: number;
      readonly headers: readonly string[];
      readonly body: Buffer;
    }
  | { readonly kind: 'stream_end'; readonly tail: Buffer }
  /** The stream failed: the event, if any, and then a connection that breaks instead of ending. */
  | { readonly kind: 'stream_break'; readonly event: Buffer | null }
  /** The client has left. */
  | { readonly kind: 'none' };

export interface OutcomeError {
  readonly code: string;
  readonly message: string;
  /** What the provider itself called it, where its answer is the error. */
  readonly upstreamCode?: string | null;
}

/** How a request went. */
export interface Outcome {
  readonly status: 'ok' | 'error' | 'aborted';
  readonly httpStatus: number | null;
  readonly error: OutcomeError | null;
  readonly facts: AnswerFacts | null;
  readonly ttftUs: number | null;
  readonly outputChunks: number | null;
  readonly contentType: string | null;
  /** What the client got or is about to get; left out where content is not captured. */
  readonly captured: readonly Buffer[];
  readonly responseBytes: number;
  readonly closing: Closing;
}

/** How one call went; one that a filter ended may have an outcome that is `ok`. Its outcome is what the client gets where nothing else is tried. */
export type AttemptResult =
  | { readonly kind: 'answered'; readonly outcome: Outcome }
  | {
      readonly kind: 'failed';
      readonly outcome: Outcome;
      /** Null: nobody is at fault whom another call could be better than; its client left, or the gateway stops. */
      readonly failure: FailureKind | null;
      /** The provider wants to be left alone for so long. */
      readonly retryAfterMs: number | null;
      /** The client has had some of this answer, so that it can have no other. */
      readonly bytesLeft: boolean;
    };

export interface Settlement {
  /** Of all attempts together. */
  readonly usage: Usage | null;
  readonly cost: Cost | null;
  /** Each with what it used and cost, where that is not what the request did. */
  readonly attempts: readonly Attempt[];
  readonly totalUs: number;
  readonly overheadUs: number;
}

/** How a request ended, once its record is stored: what is left to send, and what to count. */
export interface Conclusion {
  readonly outcome: Outcome;
  readonly settlement: Settlement;
  /** Where it was sent, last. */
  readonly target: Target | null;
}

/** The outcome where the client left before anything reached it. */
export function abandoned(): Outcome {
  return {
    status: 'aborted',
    httpStatus: null,
    error: null,
    facts: null,
    ttftUs: null,
    outputChunks: null,
    contentType: null,
    captured: [],
    responseBytes: 0,
    closing: { kind: 'none' },
  };
}
