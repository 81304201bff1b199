import { usd } from '../../platform/money/index.ts';
import type { TraceDetail } from './schema.ts';
import type { TraceTotals } from './trace-schema.ts';
import { toMs } from './values.ts';

export type TotalSource = Pick<
  TraceDetail,
  | 'status'
  | 'total_ms'
  | 'input_tokens'
  | 'output_tokens'
  | 'cost_usd'
  | 'user'
  | 'session'
  | 'model'
  | 'requested_model'
> & { readonly started_us: number };

const PICO_DIGITS = 12;

/** What requests of one trace add up to, exactly. */
export function traceTotals(requests: readonly TotalSource[]): TraceTotals {
  const rows = [...requests].sort((a, b) => a.started_us - b.started_us);
  const began = rows[0]?.started_us ?? 0;
  const ends = rows.map((row) =>
    row.total_ms === null ? null : toMs(row.started_us - began) + row.total_ms,
  );
  const costs = known(rows.map((row) => row.cost_usd));
  return {
    requests: rows.length,
    errors: rows.filter(({ status }) => status === 'error' || status === 'interrupted').length,
    total_ms: ends.includes(null) ? null : Math.max(...known(ends)),
    input_tokens: sumOf(rows.map((row) => row.input_tokens)),
    output_tokens: sumOf(rows.map((row) => row.output_tokens)),
    cost_usd: costs.length === 0 ? null : addUp(costs),
    priced_requests: costs.length,
    users: [...new Set(known(rows.map((row) => row.user)))],
    sessions: [...new Set(known(rows.map((row) => row.session)))],
    models: [...new Set(rows.map((row) => row.model ?? row.requested_model))],
  };
}

function known<Value>(values: readonly (Value | null)[]): Value[] {
  return values.filter((value) => value !== null);
}

function sumOf(values: readonly (number | null)[]): number | null {
  const counts = known(values);
  return counts.length === 0 ? null : counts.reduce((sum, value) => sum + value, 0);
}

/** Decimal texts of US dollars, in whole millionths of millionths. */
function addUp(amounts: readonly string[]): string {
  const pico = amounts.reduce((sum, amount) => {
    const [whole = '0', part = ''] = amount.split('.');
    return sum + BigInt(whole + part.slice(0, PICO_DIGITS).padEnd(PICO_DIGITS, '0'));
  }, 0n);
  return usd(pico.toString());
}
