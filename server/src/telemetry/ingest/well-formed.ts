import type { RequestEnd } from '../record.ts';

/**
 * Whether a header surely is a `RequestEnd`: the schema's rules written out, for a tenth of its CPU time. False says nothing;
 * the schema decides then, and has the reason. A test holds that nothing passes here which the schema refuses.
 */
export function isWellFormed(header: unknown): header is RequestEnd {
  if (typeof header !== 'object' || header === null) return false;
  const h = header as Record<string, unknown>;
  return (
    h['v'] === 1 &&
    allText(h, TEXTS) &&
    allTextOrNull(h, TEXTS_OR_NULL) &&
    isInt(h['started_at_us']) &&
    isCount(h['total_us']) &&
    isCount(h['overhead_us']) &&
    isCount(h['request_bytes']) &&
    isCount(h['response_bytes']) &&
    isCountOrNull(h['ttft_us']) &&
    isCountOrNull(h['output_chunks']) &&
    (h['http_status'] === null || isInt(h['http_status'])) &&
    isAbsentOr(h['upstream_code'], isTextOrNull) &&
    isAbsentOr(h['upstream_status'], (v) => v === null || isInt(v)) &&
    isCount(h['retention_days']) &&
    h['retention_days'] !== 0 &&
    typeof h['stream'] === 'boolean' &&
    typeof h['payload_dropped'] === 'boolean' &&
    (h['capture'] === 'full' || h['capture'] === 'metadata' || h['capture'] === 'off') &&
    (h['status'] === 'ok' ||
      h['status'] === 'error' ||
      h['status'] === 'aborted' ||
      h['status'] === 'interrupted') &&
    isTextArray(h['tags']) &&
    isTextArray(h['finish_reasons']) &&
    isRecordOf(h['metadata'], isText) &&
    isRecordOf(h['steps_us'], isCount) &&
    isUsage(h['usage']) &&
    isCost(h['cost']) &&
    Array.isArray(h['attempts']) &&
    h['attempts'].every(isAttempt)
  );
}

const TEXTS = [
  'id',
  'trace_id',
  'organisation_id',
  'project_id',
  'environment_id',
  'key_id',
  'gateway',
  'protocol',
  'operation',
  'requested_model',
] as const;
const TEXTS_OR_NULL = [
  'parent_span_id',
  'provider',
  'model',
  'user',
  'session',
  'error_code',
  'error_message',
  'response_model',
  'response_id',
  'system_fingerprint',
  'response_content_type',
] as const;
const USAGE_KINDS: ReadonlySet<string> = new Set([
  'input',
  'cached_input',
  'cache_write',
  'output',
  'reasoning',
  'input_audio',
  'output_audio',
  'images',
]);
const PICO = /^\d{1,30}$/;

const isText = (v: unknown): boolean => typeof v === 'string';
const isTextOrNull = (v: unknown): boolean => v === null || isText(v);
const isInt = (v: unknown): boolean => Number.isSafeInteger(v);
const isCount = (v: unknown): boolean => Number.isSafeInteger(v) && (v as number) >= 0;
const isCountOrNull = (v: unknown): boolean => v === null || isCount(v);
const isPico = (v: unknown): boolean => typeof v === 'string' && PICO.test(v);
const isAbsentOr = (v: unknown, holds: (value: unknown) => boolean): boolean =>
  v === undefined || holds(v);
const isTextArray = (v: unknown): boolean => Array.isArray(v) && v.every(isText);

function allText(h: Record<string, unknown>, names: readonly string[]): boolean {
  for (const name of names) if (typeof h[name] !== 'string') return false;
  return true;
}

function allTextOrNull(h: Record<string, unknown>, names: readonly string[]): boolean {
  for (const name of names) if (h[name] !== null && typeof h[name] !== 'string') return false;
  return true;
}

function isRecordOf(value: unknown, holds: (item: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const name in value) if (!holds((value as Record<string, unknown>)[name])) return false;
  return true;
}

function isUsage(value: unknown): boolean {
  if (value === null) return true;
  if (!isRecordOf(value, isCount)) return false;
  for (const kind in value as object) if (!USAGE_KINDS.has(kind)) return false;
  return true;
}

function isCost(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { total, by_kind, price_version } = value as Record<string, unknown>;
  return isPico(total) && isText(price_version) && isRecordOf(by_kind, isPico);
}

function isAttempt(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const a = value as Record<string, unknown>;
  return (
    isText(a['provider']) &&
    isText(a['model']) &&
    (a['status'] === 'ok' || a['status'] === 'error' || a['status'] === 'aborted') &&
    (a['http_status'] === null || isInt(a['http_status'])) &&
    (a['error_code'] === null || isText(a['error_code'])) &&
    isCount(a['start_us']) &&
    isCountOrNull(a['first_byte_us']) &&
    isCount(a['end_us']) &&
    isAbsentOr(a['reason'], isText) &&
    isAbsentOr(a['upstream_code'], isTextOrNull) &&
    isAbsentOr(a['error_message'], isTextOrNull) &&
    isAbsentOr(a['upstream_request_id'], isTextOrNull) &&
    isAbsentOr(a['usage'], isUsage) &&
    isAbsentOr(a['cost'], isCost)
  );
}
