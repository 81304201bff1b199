import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from '../identity/index.ts';
import type { Provider, ProviderEntity } from '../inference/index.ts';
import { monotonicUs } from '../lib/clock.ts';
import { newId, type RequestId } from '../lib/ids.ts';
import type { Slotted } from '../lib/slot-list.ts';
import type { SignalboxError } from '../platform/errors/index.ts';
import type { Cost } from '../platform/money/index.ts';
import type { Operation, ResponseFacts, ScannedRequest } from '../protocols/openai-chat/index.ts';
import type { Attempt, Capture } from '../telemetry/index.ts';
import type { Labels } from './labels.ts';
import type { TraceContext } from './traceparent.ts';

/** What each step hands to the next. */
export interface Caller {
  readonly principal: Principal;
  readonly capture: Capture;
  readonly retentionDays: number;
}
export interface Admission {
  readonly body: Buffer;
  readonly scanned: ScannedRequest;
}
export interface Target {
  readonly entity: ProviderEntity;
  readonly provider: Provider;
  /** As the provider calls it. */
  readonly model: string;
}

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
  readonly facts: ResponseFacts | null;
  readonly ttftUs: number | null;
  readonly outputChunks: number | null;
  readonly contentType: string | null;
  /** What the client got or is about to get; left out where content is not captured. */
  readonly captured: readonly Buffer[];
  readonly responseBytes: number;
  readonly closing: Closing;
}

export interface Settlement {
  readonly cost: Cost | null;
  readonly totalUs: number;
  readonly overheadUs: number;
}

export type StepName = 'authenticate' | 'admit' | 'route' | 'infer' | 'settle';

/** The part of an exchange that can be ended from outside: a call to a provider. */
export interface Interruptible {
  clientLeft(): void;
  interrupt(error: SignalboxError): void;
}

/** One inference request from its first byte to its last: its clock, and what the steps have found out so far. */
export class Exchange implements Slotted {
  slot = -1;
  readonly id: RequestId = newId<'request'>();
  readonly startedAtUs = Date.now() * 1000;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly operation: Operation;
  readonly upstreamPath: string;
  readonly steps: Partial<Record<StepName, number>> = {};
  readonly attempts: Attempt[] = [];
  caller: Caller | null = null;
  trace: TraceContext | null = null;
  labels: Labels | null = null;
  admission: Admission | null = null;
  /** The begin record's header, once the call has started. */
  begin: string | null = null;
  target: Target | null = null;
  inFlight: Interruptible | null = null;
  concluded = false;
  /** Time that was not ours: the client sending its body, the provider answering. */
  waitedUs = 0;
  readonly #beganUs = monotonicUs();
  #stepBeganUs = this.#beganUs;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    operation: Operation,
    upstreamPath: string,
  ) {
    this.request = request;
    this.response = response;
    this.operation = operation;
    this.upstreamPath = upstreamPath;
  }

  /** Microseconds since the request began. */
  elapsedUs(): number {
    return monotonicUs() - this.#beganUs;
  }

  /** The next step begins now; what came before belongs to a step that failed. */
  beginStep(): void {
    this.#stepBeganUs = monotonicUs();
  }

  /** Ends a step: its time is what passed since the step before it ended. */
  leave(step: StepName): void {
    const now = monotonicUs();
    this.steps[step] = now - this.#stepBeganUs;
    this.#stepBeganUs = now;
  }
}
