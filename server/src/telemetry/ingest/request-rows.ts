import { CSV_NULL } from '../../platform/clickhouse/index.ts';
import { type Cost, usd } from '../../platform/money/index.ts';
import { type Attempt, type RequestEnd, spentBy } from '../record.ts';
import {
  flag,
  instant,
  longText,
  numberMap,
  orEmpty,
  orNull,
  text,
  textArray,
  textMap,
} from './fields.ts';
import type { Placed } from './placed.ts';

/** The steps that have a column. */
const STEP_NAMES: ReadonlySet<string> = new Set([
  'authenticate',
  'admit',
  'route',
  'infer',
  'settle',
  'record',
]);

/** Previews of both bodies; empty where there is nothing to show or to be kept. */
export interface Preview {
  readonly input: string;
  readonly output: string;
}

// Ids are UUIDs, which the check has seen to, and states are of a closed list: these need no quotes.

/** The columns that `requests` and `requests_list` have in common, `COMMON_COLUMNS`. */
export function commonFields(end: RequestEnd, placed: Placed): string {
  const { usage } = end;
  return [
    tenant(end),
    end.key_id,
    end.id,
    text(end.trace_id),
    orEmpty(end.parent_span_id),
    instant(placed.startedAtUs),
    text(end.operation),
    flag(end.stream),
    text(end.requested_model),
    orEmpty(end.provider),
    orEmpty(end.model),
    end.status,
    end.http_status ?? 0,
    orEmpty(end.error_code),
    orEmpty(end.upstream_code ?? null),
    end.upstream_status ?? 0,
    orEmpty(end.user),
    orEmpty(end.session),
    textArray(end.tags),
    textMap(end.metadata),
    orNull(end.ttft_us),
    end.total_us,
    end.overhead_us,
    orNull(usage?.input),
    orNull(usage?.cached_input),
    orNull(usage?.cache_write),
    orNull(usage?.output),
    orNull(usage?.reasoning),
    costOrNull(end.cost),
    end.attempts.length,
    placed.expiresAt,
  ].join(',');
}

/** The row of `requests`, in the order of its columns. */
export function requestRow(common: string, end: RequestEnd, placed: Placed): string {
  const { usage, cost, steps_us: steps } = end;
  return [
    common,
    orNull(placed.claimedUs),
    text(end.gateway),
    text(end.protocol),
    end.capture,
    orEmpty(end.response_model),
    orEmpty(end.response_id),
    orEmpty(end.system_fingerprint),
    longText(end.error_message ?? ''),
    textArray(end.finish_reasons),
    steps['authenticate'] ?? 0,
    steps['admit'] ?? 0,
    steps['route'] ?? 0,
    steps['infer'] ?? 0,
    steps['settle'] ?? 0,
    steps['record'] ?? 0,
    otherSteps(steps),
    orNull(end.output_chunks),
    orNull(usage?.input_audio),
    orNull(usage?.output_audio),
    orNull(usage?.images),
    costByKind(cost),
    orEmpty(cost?.price_version ?? null),
    end.request_bytes,
    end.response_bytes,
    orEmpty(end.response_content_type),
    flag(end.payload_dropped),
  ].join(',');
}

/** The row of `requests_list`. */
export function listRow(common: string, preview: Preview): string {
  return `${common},${longText(preview.input)},${longText(preview.output)}`;
}

/** The row of `attempts`; `number` counts from 1. */
export function attemptRow(
  end: RequestEnd,
  placed: Placed,
  attempt: Attempt,
  number: number,
): string {
  const { usage, cost } = spentBy(end, attempt);
  return [
    tenant(end),
    end.id,
    instant(placed.startedAtUs),
    number,
    text(attempt.provider),
    text(attempt.model),
    attempt.status,
    attempt.http_status ?? 0,
    orEmpty(attempt.error_code),
    attempt.start_us,
    orNull(attempt.first_byte_us),
    attempt.end_us,
    orEmpty(attempt.reason ?? null),
    orEmpty(attempt.upstream_code ?? null),
    orEmpty(attempt.error_message ?? null),
    orEmpty(attempt.upstream_request_id ?? null),
    orNull(usage?.input),
    orNull(usage?.cached_input),
    orNull(usage?.cache_write),
    orNull(usage?.output),
    orNull(usage?.reasoning),
    orNull(usage?.input_audio),
    orNull(usage?.output_audio),
    orNull(usage?.images),
    costOrNull(cost),
    costByKind(cost),
    orEmpty(cost?.price_version ?? null),
    placed.expiresAt,
  ].join(',');
}

export function tenant(end: RequestEnd): string {
  return `${end.organisation_id},${end.project_id},${end.environment_id}`;
}

function otherSteps(steps: Readonly<Record<string, number>>): string {
  let others: [string, number][] | null = null;
  for (const name in steps) {
    if (STEP_NAMES.has(name)) continue;
    others ??= [];
    others.push([name, steps[name] ?? 0]);
  }
  return others === null ? '{}' : numberMap(others);
}

const costOrNull = (cost: Cost | null): string => (cost === null ? CSV_NULL : usd(cost.total));

function costByKind(cost: Cost | null): string {
  if (cost === null) return '{}';
  return numberMap(Object.entries(cost.by_kind).map(([kind, pico]) => [kind, usd(pico)]));
}
