import type { UsageRow } from '../../observe/types.ts';
import { formatCount, formatDuration, formatMoney, formatPercent } from '../../ui/formats.ts';
import { formatChange } from './change.ts';
import { costOf, errorRate, percentile } from './totals.ts';

/** One thing that is not as it was in the period before. */
export interface Change {
  readonly subject: string;
  readonly text: string;
  /** Between 0 and 1: how much of all that happened it moved. */
  readonly weight: number;
  readonly worse: boolean;
  /** Whether what it says is more than before. */
  readonly rose: boolean;
  /** Leads to the requests behind it. */
  readonly search: { readonly [name: string]: string };
}

export interface Period {
  readonly models: readonly UsageRow[];
  readonly providers: readonly UsageRow[];
}

/** Fewer requests say nothing about a rate or a percentile. */
const ENOUGH = 20;
const NOTABLE = 0.02;
const MOST = 8;

/** What changed since the period before, largest first. */
export function findChanges(now: Period, before: Period): readonly Change[] {
  const changes = [
    ...pairs(now.models, before.models, 'model').flatMap((pair) => [
      costChange(pair, now, before),
      volumeChange(pair, now, before),
      latencyChange(pair, now),
    ]),
    ...pairs(now.providers, before.providers, 'provider').map((pair) => errorChange(pair, now)),
  ];
  return changes
    .filter((change) => change !== null)
    .filter(({ weight }) => weight >= NOTABLE)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST);
}

interface Pair {
  readonly name: string;
  readonly search: { readonly [name: string]: string };
  readonly now: UsageRow | undefined;
  readonly before: UsageRow | undefined;
}

function pairs(
  now: readonly UsageRow[],
  before: readonly UsageRow[],
  dimension: 'model' | 'provider',
): readonly Pair[] {
  const nameOf = (row: UsageRow): string | null => (row[dimension] as string | null) ?? null;
  const names = new Set([...now, ...before].map(nameOf).filter((name) => name !== null));
  return [...names].map((name) => ({
    name,
    search: { [dimension]: name },
    now: now.find((row) => nameOf(row) === name),
    before: before.find((row) => nameOf(row) === name),
  }));
}

function costChange({ name, search, now, before }: Pair, all: Period, old: Period): Change | null {
  const cost = costOf(now) ?? 0;
  const was = costOf(before) ?? 0;
  const most = Math.max(sum(all.models, costOf), sum(old.models, costOf));
  if (most === 0 || cost === was) return null;
  return {
    subject: name,
    text:
      was === 0
        ? `cost ${formatMoney(cost)}, and nothing before`
        : `cost ${formatMoney(cost)}, ${formatMoney(Math.abs(cost - was))} ${cost > was ? 'more' : 'less'} than before`,
    weight: Math.abs(cost - was) / most,
    worse: cost > was,
    rose: cost > was,
    search,
  };
}

function volumeChange(
  { name, search, now, before }: Pair,
  all: Period,
  old: Period,
): Change | null {
  const requests = now?.requests ?? 0;
  const was = before?.requests ?? 0;
  const most = Math.max(sum(all.models, countOf), sum(old.models, countOf));
  if (most === 0 || requests === was) return null;
  return {
    subject: name,
    text:
      was === 0
        ? `answered ${formatCount(requests)} requests, and none before`
        : requests === 0
          ? `answered none of the ${formatCount(was)} requests that it answered before`
          : `answered ${formatCount(requests)} requests, ${formatChange(requests, was)}`,
    // What is asked more often is no harm by itself: half the weight of what costs or hurts.
    weight: Math.abs(requests - was) / most / 2,
    worse: false,
    rose: requests > was,
    search,
  };
}

function latencyChange({ name, search, now, before }: Pair, all: Period): Change | null {
  const p95 = percentile(now, 'total_ms', 'p95');
  const was = percentile(before, 'total_ms', 'p95');
  if (now === undefined || before === undefined || p95 === null || was === null) return null;
  if (Math.min(now.requests, before.requests) < ENOUGH || was === 0) return null;
  const share = now.requests / Math.max(1, sum(all.models, countOf));
  return {
    subject: name,
    text: `is ${p95 > was ? 'slower' : 'quicker'}: p95 ${formatDuration(p95)}, before ${formatDuration(was)}`,
    weight: Math.min(1, Math.abs(p95 / was - 1)) * Math.sqrt(share),
    worse: p95 > was,
    rose: p95 > was,
    search: { ...search, sort: 'total_ms' },
  };
}

function errorChange({ name, search, now, before }: Pair, all: Period): Change | null {
  const rate = errorRate(now);
  const was = errorRate(before) ?? 0;
  if (now === undefined || rate === null || now.requests < ENOUGH) return null;
  if (before !== undefined && before.requests < ENOUGH) return null;
  const share = now.requests / Math.max(1, sum(all.providers, countOf));
  return {
    subject: name,
    text: `fails ${rate > was ? 'more' : 'less'} often: ${formatPercent(rate)} of ${formatCount(now.requests)}, before ${formatPercent(was)}`,
    // A tenth of requests that fail is worth as much as all of the cost.
    weight: Math.min(1, Math.abs(rate - was) * 10 * Math.sqrt(share)),
    worse: rate > was,
    rose: rate > was,
    search: { ...search, status: 'error,interrupted' },
  };
}

const countOf = (row: UsageRow): number => row.requests;

function sum(rows: readonly UsageRow[], of: (row: UsageRow) => number | null): number {
  return rows.reduce((total, row) => total + (of(row) ?? 0), 0);
}
