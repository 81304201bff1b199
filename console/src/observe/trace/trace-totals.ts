import type { TraceSummary } from '../types.ts';

/** What the requests of a trace add up to. */
export interface TraceTotals {
  readonly requests: number;
  readonly errors: number;
  /** From the first request's beginning to the last answer's end; null: of one the end is not known. */
  readonly lengthMs: number | null;
  /** Sums of what is known; null where nothing is. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** US dollars as decimal text. */
  readonly costUsd: string | null;
  /** Of how many requests the cost is known. */
  readonly priced: number;
  /** Each once, in the order of their first request. */
  readonly users: readonly string[];
  readonly sessions: readonly string[];
  readonly models: readonly string[];
}

const PICO_DIGITS = 12;

export function traceTotals(requests: readonly TraceSummary[]): TraceTotals {
  const rows = [...requests].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
  const began = Date.parse(rows[0]?.started_at ?? '');
  const ends = rows.map((row) =>
    row.total_ms === null ? null : Date.parse(row.started_at) + row.total_ms - began,
  );
  const costs = rows.flatMap((row) => (row.cost_usd === null ? [] : [row.cost_usd]));
  return {
    requests: rows.length,
    errors: rows.filter(({ status }) => status === 'error' || status === 'interrupted').length,
    lengthMs: ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0)),
    inputTokens: sumOf(rows.map((row) => row.input_tokens)),
    outputTokens: sumOf(rows.map((row) => row.output_tokens)),
    costUsd: costs.length === 0 ? null : addUp(costs),
    priced: costs.length,
    users: named(rows.map((row) => row.user)),
    sessions: named(rows.map((row) => row.session)),
    models: named(rows.map((row) => row.model ?? row.requested_model)),
  };
}

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** Exactly: in whole millionths of millionths. */
function addUp(amounts: readonly string[]): string {
  const pico = amounts.reduce((sum, amount) => {
    const [whole = '0', part = ''] = amount.split('.');
    return sum + BigInt(whole + part.slice(0, PICO_DIGITS).padEnd(PICO_DIGITS, '0'));
  }, 0n);
  const digits = pico.toString().padStart(PICO_DIGITS + 1, '0');
  return `${digits.slice(0, -PICO_DIGITS)}.${digits.slice(-PICO_DIGITS)}`;
}

function named(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
