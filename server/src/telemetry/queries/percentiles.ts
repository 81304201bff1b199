import { z } from 'zod';
import { ANSWERED, TIMED } from './status-sql.ts';
import { toMs } from './values.ts';

/** Milliseconds. */
export const Percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
export type Percentiles = z.infer<typeof Percentiles>;

/** Null: no request of the group has that time. */
export const UsagePercentiles = z.object({
  ttft_ms: Percentiles.nullable(),
  tpot_ms: Percentiles.nullable(),
  total_ms: Percentiles.nullable(),
  overhead_ms: Percentiles.nullable(),
});
export type UsagePercentiles = z.infer<typeof UsagePercentiles>;

/**
 * Of `requests_list AS l`, microseconds. How long an answer takes is of requests that were answered; the gateway's own share is
 * of all whose end is known.
 */
const TIMES_SQL = {
  ttft_ms: `if(l.${ANSWERED}, l.ttft_us, NULL)`,
  tpot_ms: `if(l.output_tokens > 1 AND l.${ANSWERED}, (l.total_us - l.ttft_us) / (l.output_tokens - 1), NULL)`,
  total_ms: `if(l.${ANSWERED}, l.total_us, NULL)`,
  overhead_ms: `if(l.${TIMED}, l.overhead_us, NULL)`,
} as const;
type TimeName = keyof typeof TIMES_SQL;
const NAMES = Object.keys(TIMES_SQL) as TimeName[];

/**
 * DDSketch (Masson, Rim and Lee, VLDB 2019) with a relative error of at most 1%: twice as fast here as t-digest, and its error
 * is bounded by the value and not by the rank (m).
 */
export const PERCENTILES_COLUMN = `[${NAMES.map((name) => `quantilesDD(0.01, 0.5, 0.95, 0.99)(${TIMES_SQL[name]})`).join(', ')}] AS percentiles`;

/** Of no values the store answers NaN, which its JSON writes as null. */
export const PercentilesColumn = z.array(z.array(z.number().nullable())).transform(percentilesOf);

function percentilesOf(times: readonly (readonly (number | null)[])[]): UsagePercentiles {
  const of = (name: TimeName): Percentiles | null => shown(times[NAMES.indexOf(name)]);
  return {
    ttft_ms: of('ttft_ms'),
    tpot_ms: of('tpot_ms'),
    total_ms: of('total_ms'),
    overhead_ms: of('overhead_ms'),
  };
}

function shown(values: readonly (number | null)[] | undefined): Percentiles | null {
  const [p50, p95, p99] = values ?? [];
  if (typeof p50 !== 'number' || typeof p95 !== 'number' || typeof p99 !== 'number') return null;
  return { p50: toMs(p50), p95: toMs(p95), p99: toMs(p99) };
}
