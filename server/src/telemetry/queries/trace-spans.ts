import { createHash } from 'node:crypto';
import type { TraceAttempt } from './detail-parts.ts';
import { type Branch, type Placed, requestTree, spanOf } from './request-tree.ts';
import type { TraceDetail } from './schema.ts';
import type { TraceSpan } from './trace-schema.ts';
import { toMs } from './values.ts';

/** What the spans of a request are made of. */
export type SpanSource = Placed &
  Pick<
    TraceDetail,
    | 'requested_model'
    | 'operation'
    | 'status'
    | 'error_code'
    | 'total_ms'
    | 'steps_ms'
    | 'attempts'
    | 'input_tokens'
    | 'output_tokens'
    | 'cost_usd'
  >;

const NOTHING = {
  operation: null,
  attempt: null,
  status: null,
  error_code: null,
  input_tokens: null,
  output_tokens: null,
  cost_usd: null,
} as const;

/** The tree of a trace: its requests as they were nested, under each its steps, and under `infer` its attempts. */
export function traceSpans(requests: readonly SpanSource[]): TraceSpan[] {
  const began = Math.min(...requests.map((one) => one.started_us));
  const spansOf = (
    branches: readonly Branch<SpanSource>[],
    parent: string | null,
  ): readonly TraceSpan[] =>
    branches.flatMap((branch) => {
      if (branch.kind === 'caller') {
        const under = spansOf(branch.under, branch.spanId);
        return [callerSpan(branch.spanId, parent, under), ...under];
      }
      const { request } = branch;
      const own = requestSpan(request, parent, toMs(request.started_us - began));
      return [own, ...stepSpans(request, own), ...spansOf(branch.under, own.span_id)];
    });
  return [...spansOf(requestTree(requests), null)];
}

function requestSpan(one: SpanSource, parent: string | null, start: number): TraceSpan {
  return {
    span_id: spanOf(one.request_id),
    parent_span_id: parent,
    kind: 'request',
    name: one.requested_model,
    request_id: one.request_id,
    operation: one.operation,
    attempt: null,
    start_ms: start,
    end_ms: one.total_ms === null ? null : start + one.total_ms,
    status: one.status,
    error_code: one.error_code,
    input_tokens: one.input_tokens,
    output_tokens: one.output_tokens,
    cost_usd: one.cost_usd,
  };
}

/** As long as what is known of it: the requests that were made under it. */
function callerSpan(spanId: string, parent: string | null, under: readonly TraceSpan[]): TraceSpan {
  const ends = under.flatMap(({ end_ms }) => (end_ms === null ? [] : [end_ms]));
  return {
    ...NOTHING,
    span_id: spanId,
    parent_span_id: parent,
    kind: 'caller',
    name: spanId,
    request_id: null,
    start_ms: Math.min(...under.map(({ start_ms }) => start_ms)),
    end_ms: ends.length === 0 ? null : Math.max(...ends),
  };
}

/** One after the other, in the order of the path, each as long as it was measured. */
function stepSpans(one: SpanSource, request: TraceSpan): readonly TraceSpan[] {
  let at = request.start_ms;
  return Object.entries(one.steps_ms).flatMap(([name, took]) => {
    const start = at;
    at += took;
    const step: TraceSpan = {
      ...NOTHING,
      span_id: spanWithin(one.request_id, name),
      parent_span_id: request.span_id,
      kind: 'step',
      name,
      request_id: one.request_id,
      start_ms: start,
      end_ms: at,
    };
    if (name !== 'infer') return [step];
    return [step, ...one.attempts.map((attempt) => attemptSpan(attempt, step, request.start_ms))];
  });
}

function attemptSpan(attempt: TraceAttempt, step: TraceSpan, began: number): TraceSpan {
  return {
    span_id: spanWithin(step.request_id ?? '', `attempt ${attempt.attempt}`),
    parent_span_id: step.span_id,
    kind: 'attempt',
    name: `${attempt.provider}/${attempt.model}`,
    request_id: step.request_id,
    operation: null,
    attempt: attempt.attempt,
    start_ms: began + attempt.start_ms,
    end_ms: began + attempt.end_ms,
    status: attempt.status,
    error_code: attempt.error_code,
    input_tokens: attempt.input_tokens,
    output_tokens: attempt.output_tokens,
    cost_usd: attempt.cost_usd,
  };
}

/** Nothing names these spans on the wire: their ids are made of what they are of, so that they are the same at each reading. */
function spanWithin(requestId: string, what: string): string {
  return createHash('sha256').update(`${requestId} ${what}`).digest('hex').slice(0, 16);
}
