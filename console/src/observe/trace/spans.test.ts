import { describe, expect, it } from 'vitest';
import type { TraceSpan } from '../types.ts';
import { findSpan, lengthOf, placeOf, spanLines } from './spans.ts';

const span = (
  kind: TraceSpan['kind'],
  id: string,
  parent: string | null,
  request: string | null,
  [start_ms, end_ms]: readonly [number, number | null],
  more: Partial<TraceSpan> = {},
): TraceSpan => ({
  span_id: id,
  parent_span_id: parent,
  kind,
  name: id,
  request_id: request,
  operation: null,
  attempt: null,
  start_ms,
  end_ms,
  status: null,
  error_code: null,
  input_tokens: null,
  output_tokens: null,
  cost_usd: null,
  ...more,
});
const SPANS = [
  span('caller', 'agent', null, null, [0, 1500]),
  span('request', 'a', 'agent', 'a', [0, 200]),
  span('step', 'a-infer', 'a', 'a', [10, 190]),
  span('request', 'b', 'agent', 'b', [1000, 1500]),
  span('step', 'route', 'b', 'b', [1000, 1002]),
  span('step', 'infer', 'b', 'b', [1002, 1499]),
  span('attempt', 'b-1', 'infer', 'b', [1020, 1490], { attempt: 1 }),
  span('request', 'tool', 'b', 'c', [1100, null]),
];

describe('the tree that is drawn', () => {
  it('has all requests, and steps and attempts of the open one, each as deep as what holds it', () => {
    const lines = spanLines(SPANS, 'b');
    expect(lines.map(({ depth, span: { name } }) => [depth, name])).toEqual([
      [0, 'agent'],
      [1, 'a'],
      [1, 'b'],
      [2, 'route'],
      [2, 'infer'],
      [3, 'b-1'],
      [2, 'tool'],
    ]);
    expect(lengthOf(lines)).toBe(1500);
  });

  it('is light where others worked: the requests of a caller’s span, the attempts of a request', () => {
    const light = new Map(spanLines(SPANS, 'b').map((line) => [line.span.name, line.light]));
    expect(light.get('agent')).toEqual([
      { start: 0, end: 200 },
      { start: 1000, end: 1500 },
    ]);
    const attempt = [{ start: 1020, end: 1490 }];
    expect([light.get('b'), light.get('infer'), light.get('route')]).toEqual([
      attempt,
      attempt,
      [],
    ]);
  });

  it('finds a span by its id, and as links of before named it', () => {
    const lines = spanLines(SPANS, 'b');
    for (const named of ['infer', 'step:infer']) expect(findSpan(lines, named)?.name).toBe('infer');
    expect(findSpan(lines, 'attempt:1')?.name).toBe('b-1');
    expect(findSpan(lines, 'caller:agent')?.name).toBe('agent');
    expect([findSpan(lines, undefined), findSpan(lines, 'step:retrieve')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('draws what is short or of unknown length so that it is seen', () => {
    expect(placeOf({ start: 1000, end: 1000 }, 1000)).toEqual([0.995, expect.closeTo(0.005)]);
    expect(placeOf({ start: 0, end: null }, 1000)[1]).toBe(0.005);
    expect(placeOf({ start: 250, end: 750 }, 1000)).toEqual([0.25, 0.5]);
  });
});
