import { CSV_NULL } from '../../platform/clickhouse/index.ts';
import type { Attempt, RequestEnd } from '../record.ts';
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
  usd,
} from './fields.ts';
import type { Placed } from './placed.ts';

const STEPS = ['authenticate', 'admit', 'route', 'infer', 'settle', 'record'] as const;
const STEP_NAMES: ReadonlySet<string> = new Set(STEPS);

/** Previews of both bodies; empty where there is nothing to show or to be kept. */
export interface Preview {
  readonly input: string;
  readonly output: string;
}

// Ids are UUIDs, which the check has seen to, and states are of a closed list: these need no quotes.

/** The row of `requests`, in the order of its columns. */
export function requestRow(end: RequestEnd, placed: Placed): string {
  const { usage, cost } = end;
  const last = end.attempts.at(-1);
  return [
    tenant(end),
    end.key_id,
    end.id,
    text(end.trace_id),
    orEmpty(end.parent_span_id),
    instant(placed.startedAtUs),
    orNull(placed.claimedUs),
    text(end.gateway),
    text(end.protocol),
    text(end.operation),
    flag(end.stream),
    end.capture,
    text(end.requested_model),
    orEmpty(end.provider),
    orEmpty(end.model),
    orEmpty(end.response_model),
    orEmpty(end.response_id),
    orEmpty(end.system_fingerprint),
    end.status,
    end.http_status ?? 0,
    orEmpty(end.error_code),
    longText(end.error_message ?? ''),
    textArray(end.finish_reasons),
    orEmpty(end.user),
    orEmpty(end.session),
    textArray(end.tags),
    textMap(end.metadata),
    ...STEPS.map((step) => end.steps_us[step] ?? 0),
    numberMap(otherSteps(end.steps_us)),
    orNull(end.ttft_us),
    orNull(end.output_chunks),
    end.total_us,
    end.overhead_us,
    orNull(usage?.input),
    orNull(usage?.cached_input),
    orNull(usage?.cache_write),
    orNull(usage?.output),
    orNull(usage?.reasoning),
    orNull(usage?.input_audio),
    orNull(usage?.output_audio),
    orNull(usage?.images),
    cost === null ? CSV_NULL : usd(cost.total),
    cost === null
      ? '{}'
      : numberMap(Object.entries(cost.by_kind).map(([kind, pico]) => [kind, usd(pico)])),
    cost === null ? '' : text(cost.price_version),
    end.attempts.length,
    last?.status ?? '',
    last?.http_status ?? 0,
    orEmpty(last?.error_code ?? null),
    last?.start_us ?? 0,
    orNull(last?.first_byte_us),
    last?.end_us ?? 0,
    end.request_bytes,
    end.response_bytes,
    orEmpty(end.response_content_type),
    flag(end.payload_dropped),
    placed.expiresAt,
  ].join(',');
}

/** The row of `requests_list`. */
export function listRow(end: RequestEnd, placed: Placed, preview: Preview): string {
  const { usage } = end;
  return [
    tenant(end),
    end.key_id,
    end.id,
    text(end.trace_id),
    instant(placed.startedAtUs),
    text(end.operation),
    flag(end.stream),
    text(end.requested_model),
    orEmpty(end.provider),
    orEmpty(end.model),
    end.status,
    end.http_status ?? 0,
    orEmpty(end.error_code),
    orEmpty(end.user),
    orEmpty(end.session),
    textArray(end.tags),
    longText(preview.input),
    longText(preview.output),
    orNull(end.ttft_us),
    end.total_us,
    end.overhead_us,
    orNull(usage?.input),
    orNull(usage?.cached_input),
    orNull(usage?.cache_write),
    orNull(usage?.output),
    orNull(usage?.reasoning),
    end.cost === null ? CSV_NULL : usd(end.cost.total),
    end.attempts.length,
    placed.expiresAt,
  ].join(',');
}

/** The row of `attempts`; `number` counts from 1. */
export function attemptRow(
  end: RequestEnd,
  placed: Placed,
  attempt: Attempt,
  number: number,
): string {
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
    placed.expiresAt,
  ].join(',');
}

export function tenant(end: RequestEnd): string {
  return `${end.organisation_id},${end.project_id},${end.environment_id}`;
}

function otherSteps(steps: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(steps).filter(([name]) => !STEP_NAMES.has(name));
}
