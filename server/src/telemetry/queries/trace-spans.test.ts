import { describe, expect, it } from 'vitest';
import type { TraceAttempt } from './detail-parts.ts';
import type { TraceSpan } from './trace-schema.ts';
import { type SpanSource, traceSpans } from './trace-spans.ts';

const FIRST = '00000000-0000-7000-8000-00000000000a';
const SECOND = '00000000-0000-7000-8000-00000000000b';
const THIRD = '00000000-0000-7000-8000-00000000000c';
const SPAN_OF_FIRST = '800000000000000a';

const request = (
  id: string,
  second: number,
  parent: string | null = null,
  more: Partial<SpanSource> = {},
): SpanSource => ({
  request_id: id,
  parent_span_id: parent,
  started_us: 1_800_000_000_000_000 + second * 1e6,
  requested_model: `acme/${id.slice(-1)}`,
  operation: 'chat',
  status: 'ok',
  error_code: null,
  total_ms: 500,
  steps_ms: {},
  attempts: [],
  input_tokens: 3,
  output_tokens: null,
  cost_usd: null,
  ...more,
});
const attempt = (number: number, status: string, start_ms: number, end_ms: number) =>
  ({
    attempt: number,
    provider: 'acme',
    model: 'large',
    status,
    error_code: status === 'ok' ? null : 'upstream_error',
    start_ms,
    end_ms,
    input_tokens: null,
    output_tokens: null,
    cost_usd: null,
  }) as TraceAttempt;
const whole = {
  steps_ms: { authenticate: 4, admit: 3, route: 2, retrieve: 10, infer: 480, record: 1 },
  attempts: [attempt(1, 'error', 20, 100), attempt(2, 'ok', 120, 490)],
};

/** How deep a span stands: in the list every one is behind its parent. */
function depths(spans: readonly TraceSpan[]): number[] {
  const depth = new Map<string, number>();
  return spans.map(({ span_id, parent_span_id: parent }) => {
    const own = parent === null ? 0 : (depth.get(parent) ?? Number.NaN) + 1;
    depth.set(span_id, own);
    return own;
  });
}
const shape = (spans: readonly TraceSpan[]) => {
  const depth = depths(spans);
  return spans.map(({ name }, at) => [depth[at], name]);
};

describe('the spans of a trace', () => {
  it('are its requests in their order, under each its steps, under inference its attempts', () => {
    const spans = traceSpans([request(SECOND, 1, null, whole), request(FIRST, 0)]);
    const depth = depths(spans);
    expect(
      spans.map(({ name, start_ms, end_ms }, at) => [depth[at], name, start_ms, end_ms]),
    ).toEqual([
      [0, 'acme/a', 0, 500],
      [0, 'acme/b', 1000, 1500],
      [1, 'authenticate', 1000, 1004],
      [1, 'admit', 1004, 1007],
      [1, 'route', 1007, 1009],
      [1, 'retrieve', 1009, 1019],
      [1, 'infer', 1019, 1499],
      [2, 'acme/large', 1020, 1100],
      [2, 'acme/large', 1120, 1490],
      [1, 'record', 1499, 1500],
    ]);
    expect(spans.filter(({ error_code }) => error_code !== null)).toMatchObject([
      { kind: 'attempt', attempt: 1, status: 'error', request_id: SECOND },
    ]);
  });

  it('have ids: of a request what its calls name as their parent, of what is in it the same at each reading, no two alike', () => {
    const read = () =>
      traceSpans([request(FIRST, 0, null, whole), request(SECOND, 1, null, whole)]);
    const ids = read().map(({ span_id }) => span_id);
    expect(ids[0]).toBe(SPAN_OF_FIRST);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(read().map(({ span_id }) => span_id)).toEqual(ids);
  });

  it('nest requests under those, and under spans of the caller, that called them', () => {
    const spans = traceSpans([
      request(FIRST, 2, 'e000000000000000'),
      request(SECOND, 3, SPAN_OF_FIRST),
      request(THIRD, 4, 'f000000000000000'),
    ]);
    expect(shape(spans)).toEqual([
      [0, 'e000000000000000'],
      [1, 'acme/a'],
      [2, 'acme/b'],
      [0, 'f000000000000000'],
      [1, 'acme/c'],
    ]);
    // As long as the requests that were made under it.
    expect(spans[0]).toMatchObject({ kind: 'caller', start_ms: 0, end_ms: 1500, request_id: null });
  });

  it('leave out a span of the caller that holds all of them', () => {
    const parent = 'e000000000000000';
    expect(shape(traceSpans([request(FIRST, 0, parent), request(SECOND, 1, parent)]))).toEqual([
      [0, 'acme/a'],
      [0, 'acme/b'],
    ]);
  });

  it('have one that claims to be called by itself, or by what came later, at the top', () => {
    const later = '800000000000000b';
    expect(
      shape(traceSpans([request(FIRST, 2, later), request(SECOND, 3, SPAN_OF_FIRST)])),
    ).toEqual([
      [0, 'acme/a'],
      [1, 'acme/b'],
    ]);
    expect(shape(traceSpans([request(FIRST, 2, SPAN_OF_FIRST)]))).toEqual([[0, 'acme/a']]);
  });

  it('have no end where that is not known', () => {
    expect(traceSpans([request(FIRST, 0, null, { total_ms: null })])[0]?.end_ms).toBeNull();
  });
});
