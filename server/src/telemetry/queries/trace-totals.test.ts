import { expect, it } from 'vitest';
import { type TotalSource, traceTotals } from './trace-totals.ts';

const row = (changes: Partial<TotalSource>): TotalSource => ({
  started_us: 1_000_000,
  status: 'ok',
  total_ms: 200,
  input_tokens: 10,
  output_tokens: 5,
  cost_usd: '0.100000000001',
  user: 'ann',
  session: null,
  requested_model: 'acme/large',
  model: 'large',
  ...changes,
});
const later = { started_us: 2_000_000 };

it('adds up the requests of a trace: from the first beginning to the last end, money exactly', () => {
  const totals = traceTotals([
    row({ ...later, total_ms: 500, cost_usd: '0.200000000002', model: 'small', session: 's' }),
    row({ total_ms: 3000 }),
    row({ ...later, status: 'error', cost_usd: null, input_tokens: null, output_tokens: null }),
  ]);
  expect(totals).toEqual({
    requests: 3,
    errors: 1,
    total_ms: 3000,
    input_tokens: 20,
    output_tokens: 10,
    cost_usd: '0.300000000003',
    priced_requests: 2,
    users: ['ann'],
    sessions: ['s'],
    models: ['large', 'small'],
  });
});

it('knows no length where the end of a request is not known, and no cost where no price is', () => {
  const totals = traceTotals([
    row({ cost_usd: null }),
    row({ ...later, total_ms: null, cost_usd: null }),
  ]);
  expect([totals.total_ms, totals.cost_usd]).toEqual([null, null]);
});
