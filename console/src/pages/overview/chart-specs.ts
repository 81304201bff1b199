import type { Buckets } from '../../observe/interval.ts';
import type { UsageRow } from '../../observe/types.ts';
import type { Series } from '../../ui/chart/index.ts';
import { formatCount, formatDuration, formatMoney, formatPercent } from '../../ui/formats.ts';
import { costOf, errorRate, percentile, type TimeName, tokensOf } from './totals.ts';

export interface Timeline {
  readonly buckets: Buckets;
  readonly now: readonly UsageRow[];
  readonly before: readonly UsageRow[];
  /** How far the period before is back, ms. */
  readonly back: number;
  /** What is older has been deleted, ms: nothing is drawn of it, no zero either. */
  readonly keptSince: number;
  /** It was answered that the range has no request: what is counted is drawn as zero beside the period before. */
  readonly quiet: boolean;
}

export interface ChartSpec {
  readonly id: string;
  readonly title: string;
  readonly series: readonly Series[];
  readonly format: (value: number | null) => string;
  readonly stacked?: boolean;
  readonly ceiling?: number;
  readonly integers?: boolean;
  /** What the requests behind a point are narrowed to or ordered by, beside its time. */
  readonly search: { readonly [name: string]: string };
}

export const BEFORE = 'before';
export const FAILED = 'failed';
export const FAILURES = { status: 'error,interrupted' };
/** Of Okabe and Ito's palette, lighter where the ground is dark. */
const ERRORS = { light: '#d55e00', dark: '#e8793a' };
const ACCENT = { light: '#0072b2', dark: '#4aa3df' };
const SECOND = { light: '#56b4e9', dark: '#a9d8f7' };
const QUIET = { light: '#6b737e', dark: '#a0a8b3' };
type Value = (row: UsageRow) => number | null;

export function chartSpecs(timeline: Timeline): readonly ChartSpec[] {
  const line = (name: string, value: Value, more: Partial<Series> = {}): Series => ({
    name,
    points:
      timeline.quiet && more.kind === 'bar'
        ? zerosOf(timeline)
        : pointsOf(timeline.buckets, timeline.now, 0, value),
    cut: timeline.buckets.cut,
    color: ACCENT,
    ...more,
  });
  const before = (value: Value): Series => ({
    name: BEFORE,
    points: pointsOf(timeline.buckets, timeline.before, timeline.back, value).filter(
      // A line that falls where its period ends would say that requests did.
      ([at]) => !timeline.buckets.cut.has(at) && at - timeline.back >= timeline.keptSince,
    ),
    dashed: true,
    color: QUIET,
  });
  const times = (id: TimeName, title: string): ChartSpec => ({
    id,
    title,
    series: [
      line('p50', (row) => percentile(row, id, 'p50')),
      line('p95', (row) => percentile(row, id, 'p95'), { shadeOf: 'p50' }),
      line('p99', (row) => percentile(row, id, 'p99'), { shadeOf: 'p50' }),
      before((row) => percentile(row, id, 'p95')),
    ],
    format: formatDuration,
    search: id === 'ttft_ms' || id === 'total_ms' ? { sort: id } : { sort: 'total_ms' },
  });
  return [
    {
      id: 'requests',
      title: 'Requests',
      series: [
        line('answered', (row) => row.requests - row.errors, { kind: 'bar' }),
        line(FAILED, (row) => row.errors, { kind: 'bar', color: ERRORS }),
        before((row) => row.requests),
      ],
      format: formatCount,
      integers: true,
      stacked: true,
      search: {},
    },
    {
      id: 'errors',
      title: 'Error rate',
      ceiling: 1,
      series: [line(FAILED, errorRate, { kind: 'area', color: ERRORS }), before(errorRate)],
      format: formatPercent,
      search: FAILURES,
    },
    {
      id: 'cost',
      title: 'Cost',
      series: [line('cost', costOf, { kind: 'bar' }), before(costOf)],
      format: formatMoney,
      search: { sort: 'cost_usd' },
    },
    {
      id: 'tokens',
      title: 'Tokens',
      series: [
        line('input', (row) => row.input_tokens, { kind: 'bar', color: SECOND }),
        line('output', (row) => row.output_tokens, { kind: 'bar' }),
        before(tokensOf),
      ],
      format: formatCount,
      integers: true,
      stacked: true,
      search: { sort: 'output_tokens' },
    },
    times('ttft_ms', 'Time to first token'),
    times('tpot_ms', 'Time per output token'),
    times('total_ms', 'Latency of answers'),
    times('overhead_ms', 'Gateway overhead'),
  ];
}

/** Of what is counted, in a range without a request; not of what has been deleted, nor of what is to come. */
function zerosOf({ buckets: { starts }, keptSince }: Timeline): Series['points'] {
  const now = Date.now();
  return starts.map((at) => [at, at >= keptSince && at <= now ? 0 : null]);
}

/** A point for each interval, of rows that began `shift` ms earlier; an interval without a request is a gap. */
export function pointsOf(
  { starts, endOf }: Buckets,
  rows: readonly UsageRow[],
  shift: number,
  value: Value,
): Series['points'] {
  const byBucket = new Map<number, UsageRow>();
  for (const row of rows) {
    const at = Date.parse(row.start ?? '') + shift;
    const start = nearest(starts, at);
    // Months and days differ in length: what began in the period before falls beside an interval of this one.
    if (start !== undefined && Math.abs(at - start) <= (endOf(start) - start) / 2)
      byBucket.set(start, row);
  }
  return starts.map((at) => {
    const row = byBucket.get(at);
    return [at, row === undefined ? null : value(row)];
  });
}

function nearest(sorted: readonly number[], at: number): number | undefined {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [sorted[low - 1], sorted[low]];
  if (before === undefined || after === undefined) return after ?? before;
  return at - before < after - at ? before : after;
}
