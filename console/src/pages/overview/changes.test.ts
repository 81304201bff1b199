import { describe, expect, it } from 'vitest';
import type { UsageRow } from '../../observe/types.ts';
import { findChanges } from './changes.ts';

const row = (changes: Partial<UsageRow>): UsageRow => ({
  requests: 100,
  errors: 0,
  aborted: 0,
  input_tokens: 0,
  cached_input_tokens: null,
  cache_write_tokens: null,
  output_tokens: 0,
  reasoning_tokens: null,
  cost_usd: '1',
  metered_requests: 100,
  priced_requests: 100,
  total_ms_mean: 100,
  ...changes,
});
const timed = (p95: number) => {
  const times = { p50: p95, p95, p99: p95 };
  return { ttft_ms: null, tpot_ms: null, overhead_ms: null, total_ms: times };
};
const texts = (...args: Parameters<typeof findChanges>) =>
  findChanges(...args).map(({ subject, text }) => `${subject} ${text}`);
const same = [row({ provider: 'acme' })];

describe('what changed', () => {
  it('is nothing where all is as before', () => {
    const period = { models: [row({ model: 'a', percentiles: timed(100) })], providers: same };
    expect(findChanges(period, period)).toEqual([]);
  });

  it('names cost, errors and latency, largest first', () => {
    const before = {
      models: [
        row({ model: 'a', cost_usd: '9', percentiles: timed(100) }),
        row({ model: 'b', percentiles: timed(400) }),
      ],
      providers: same,
    };
    const now = {
      models: [
        row({ model: 'a', cost_usd: '10', percentiles: timed(150) }),
        row({ model: 'b', percentiles: timed(400) }),
      ],
      providers: [row({ provider: 'acme', errors: 8 })],
    };
    expect(texts(now, before)).toEqual([
      'acme fails more often: 8% of 100, before 0%',
      'a is slower: p95 150 ms, before 100 ms',
      'a cost $10.00, $1.00 more than before',
    ]);
  });

  it('draws no conclusion from few requests', () => {
    const few = { requests: 5, cost_usd: null };
    const before = { models: [row({ ...few, model: 'a', percentiles: timed(9) })], providers: [] };
    const now = {
      models: [row({ ...few, model: 'a', percentiles: timed(900) })],
      providers: [row({ ...few, provider: 'acme', errors: 5 })],
    };
    expect(findChanges(now, before)).toEqual([]);
  });
});
