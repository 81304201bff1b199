import { describe, expect, it } from 'vitest';
import { FALLBACK_CAUSES } from '../../inference/index.ts';
import type { FailureKind } from './failure-kind.ts';
import { nextMove, type Situation } from './next-move.ts';

const at = (more: Partial<Situation>): Situation => ({
  failure: 'overload',
  repeated: 0,
  retries: 1,
  fallbackOn: new Set(FALLBACK_CAUSES),
  others: true,
  retryAfterMs: null,
  remainingMs: 60_000,
  random: () => 0.5,
  withdraw: () => true,
  ...more,
});

describe('after a call that failed', () => {
  it('comes the same target again, then the next', () => {
    expect(nextMove(at({}))).toEqual({ kind: 'again', waitMs: 125 });
    expect(nextMove(at({ repeated: 1 }))).toEqual({ kind: 'next' });
    expect(nextMove(at({ repeated: 1, others: false }))).toEqual({ kind: 'stop' });
  });

  it.each<[FailureKind, string]>([
    ['request', 'stop'],
    ['credential', 'next'],
    ['rate_limit', 'next'],
    ['overload', 'again'],
    ['unreachable', 'again'],
    ['broken', 'again'],
    ['timeout', 'next'],
    ['context_overflow', 'next'],
    ['content_filter', 'next'],
    ['model_not_found', 'next'],
  ])('%s: %s', (failure, kind) => {
    expect(nextMove(at({ failure })).kind).toBe(kind);
  });

  it('is not what the route does not fall back on', () => {
    const fallbackOn = new Set(['rate_limit'] as const);
    expect(nextMove(at({ failure: 'content_filter', fallbackOn })).kind).toBe('stop');
    expect(nextMove(at({ failure: 'rate_limit', fallbackOn })).kind).toBe('next');
  });

  it('waits as long as the provider asks, where no other target is left and that is not too long', () => {
    const alone = { failure: 'rate_limit', others: false } as const;
    expect(nextMove(at({ ...alone, retryAfterMs: 3_000 }))).toEqual({
      kind: 'again',
      waitMs: 3_000,
    });
    expect(nextMove(at({ ...alone, retryAfterMs: 11_000 })).kind).toBe('stop');
    expect(nextMove(at({ ...alone, retryAfterMs: 3_000, remainingMs: 2_000 })).kind).toBe('stop');
  });

  it('is another target where the retry budget is used up', () => {
    expect(nextMove(at({ withdraw: () => false })).kind).toBe('next');
  });

  it('grows its pauses, never over eight seconds', () => {
    const waits = Array.from({ length: 8 }, (_, repeated) => {
      const move = nextMove(at({ repeated, retries: 9, random: () => 1 }));
      return move.kind === 'again' ? move.waitMs : null;
    });
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  });
});
