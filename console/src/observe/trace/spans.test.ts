import { describe, expect, it } from 'vitest';
import type { TraceDetail, TraceSummary } from '../types.ts';
import { lengthOf, placeOf, spansOf } from './spans.ts';

const summary = (
  id: string,
  startedAt: string,
  total: number | null,
  parent: string | null = null,
) =>
  ({
    request_id: id,
    started_at: startedAt,
    requested_model: `acme/${id}`,
    operation: 'chat',
    status: 'ok',
    total_ms: total,
    parent_span_id: parent,
  }) as TraceSummary;
const attempt = (number: number, status: string, start_ms: number, end_ms: number) => ({
  attempt: number,
  provider: 'acme',
  model: 'b',
  status,
  http_status: null,
  error_code: status === 'ok' ? null : 'upstream_error',
  start_ms,
  first_byte_ms: null,
  end_ms,
});
const open = {
  ...summary('b', '2026-01-01T00:00:01.000Z', 500),
  steps_ms: { record: 1, infer: 480, retrieve: 10, route: 2, admit: 3, authenticate: 4 },
  attempts: [attempt(1, 'error', 20, 100), attempt(2, 'ok', 120, 490)],
} as unknown as TraceDetail;

describe('the tree of a trace', () => {
  it('has the requests in their order, and steps and attempts under the open one', () => {
    const spans = spansOf(open, [open, summary('a', '2026-01-01T00:00:00.000Z', 200)]);
    expect(spans.map(({ depth, label, start, end }) => [depth, label, start, end])).toEqual([
      [0, 'acme/a', 0, 200],
      [0, 'acme/b', 1000, 1500],
      [1, 'authenticate', 1000, 1004],
      [1, 'admit', 1004, 1007],
      [1, 'route', 1007, 1009],
      [1, 'retrieve', 1009, 1019],
      [1, 'infer', 1019, 1499],
      [2, 'acme/b', 1020, 1100],
      [2, 'acme/b', 1120, 1490],
      [1, 'record', 1499, 1500],
    ]);
    expect(spans.map(({ failed }) => failed).indexOf(true)).toBe(7);
    expect(lengthOf(spans)).toBe(1500);
  });

  it('nests requests under those, and under spans of the caller, that called them', () => {
    const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;
    const tree = (...requests: TraceSummary[]) =>
      spansOf({ ...open, steps_ms: {}, attempts: [] }, [open, ...requests]).map(
        ({ depth, kind, note, label }) => [depth, kind === 'caller' ? note : label],
      );
    const first = '00000000-0000-7000-8000-00000000000a';
    const second = '00000000-0000-7000-8000-00000000000b';
    expect(
      tree(
        summary(first, at(2), 10, 'e000000000000000'),
        summary(second, at(3), 10, '800000000000000a'),
        summary('c', at(4), 10, 'f000000000000000'),
      ),
    ).toEqual([
      [0, 'acme/b'],
      [0, 'e000000000000000'],
      [1, `acme/${first}`],
      [2, `acme/${second}`],
      [0, 'f000000000000000'],
      [1, 'acme/c'],
    ]);
    // One that claims to be called by itself, or by what came later, is still there.
    expect(
      tree(
        summary(first, at(2), 10, '800000000000000b'),
        summary(second, at(3), 10, '800000000000000a'),
      ),
    ).toEqual([
      [0, 'acme/b'],
      [0, `acme/${first}`],
      [1, `acme/${second}`],
    ]);
  });

  it('is the request alone where its trace was not read', () => {
    expect(spansOf(open, [])[0]).toMatchObject({ label: 'acme/b', start: 0, end: 500 });
  });

  it('draws what is short or of unknown length so that it is seen', () => {
    expect(placeOf({ start: 1000, end: 1000 }, 1000)).toEqual([0.995, expect.closeTo(0.005)]);
    expect(placeOf({ start: 0, end: null }, 1000)[1]).toBe(0.005);
    expect(placeOf({ start: 250, end: 750 }, 1000)).toEqual([0.25, 0.5]);
  });
});
