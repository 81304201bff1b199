import type { Signalbox } from '@signalbox/sdk';
import { SignalboxApiError } from '@signalbox/sdk';
import { hasBegun, NOTHING_RECEIVED, type Received, receive } from './answer-state.ts';
import { type ConversationEvent, readEvents } from './read-events.ts';
import type { ChatBody } from './request-body.ts';

/** One run of a column, as far as it has come. Times in ms. */
export interface Run {
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly received: Received;
  readonly ttftMs: number | null;
  readonly totalMs: number | null;
  readonly requestId: string | null;
  /** Why it failed. */
  readonly error: unknown;
}

export const STARTED: Run = {
  state: 'running',
  received: NOTHING_RECEIVED,
  ttftMs: null,
  totalMs: null,
  requestId: null,
  error: null,
};

/** Sends a request through the relay and tells of every part as it comes; never throws. */
export async function run(
  api: Signalbox,
  body: ChatBody,
  signal: AbortSignal,
  tell: (run: Run) => void,
): Promise<Run> {
  const started = performance.now();
  let now = STARTED;
  tell(now);
  const set = (patch: Partial<Run>): void => {
    now = { ...now, ...patch };
    tell(now);
  };
  const take = (event: ConversationEvent): void => {
    const received = receive(now.received, event);
    const begins = now.ttftMs === null && hasBegun(received);
    set({ received, ...(begins ? { ttftMs: performance.now() - started } : {}) });
  };
  try {
    const { data, error, response } = await api.POST('/api/v1/playground/chat', {
      body,
      parseAs: 'stream',
      signal,
      headers: { 'x-signalbox-tags': 'playground' },
    });
    set({ requestId: response.headers.get('x-request-id') });
    if (!data) throw new SignalboxApiError(response.status, inOurShape(error, now.requestId));
    for await (const event of readEvents(data)) take(event);
    const failed = now.received.error;
    set({
      state: failed === null ? 'done' : 'failed',
      error: failed === null ? null : new Error(failed),
      totalMs: performance.now() - started,
    });
  } catch (error) {
    set({
      state: signal.aborted ? 'stopped' : 'failed',
      error: signal.aborted ? null : error,
      totalMs: performance.now() - started,
    });
  }
  return now;
}

/** A model's host says what is wrong in OpenAI's shape, which lacks what to do. */
function inOurShape(body: unknown, requestId: string | null): unknown {
  if (typeof body !== 'object' || body === null || !('error' in body)) return body;
  const { error } = body;
  if (typeof error !== 'object' || error === null) return body;
  return {
    error: {
      code: 'request_refused',
      next: 'Change the request and run it again; its record has the particulars.',
      request_id: requestId ?? 'unknown',
      ...error,
    },
  };
}
