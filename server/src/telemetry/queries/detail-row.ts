import { z } from 'zod';
import { ATTEMPT_FIELDS } from '../fields/attempt-fields.ts';
import { answerOf, apiMembers, readShape, readSql } from '../fields/derive.ts';
import { REQUEST_FIELDS } from '../fields/request-fields.ts';
import { usageOfRow } from '../fields/usage-of-row.ts';
import type { TraceAttempt } from './detail-parts.ts';
import type { TraceDetail } from './schema.ts';
import { SUMMARY_COLUMNS, SummaryRow } from './summary.ts';
import { toMs, toMsOrNull } from './values.ts';

/** The columns of `requests` that make a detail. */
export const DETAIL_COLUMNS = `${SUMMARY_COLUMNS}, ${readSql(REQUEST_FIELDS, 'details', ['both', 'requests'])}`;

export const DetailRow = SummaryRow.extend(readShape(REQUEST_FIELDS, 'details'));
export type DetailRow = z.infer<typeof DetailRow>;

/** The columns of `attempts` that make one of a detail. */
export const ATTEMPT_COLUMNS = `toString(r.request_id) AS request_id, ${readSql(ATTEMPT_FIELDS, 'attempts', ['attempts'])}`;

export const AttemptRow = z.object({
  request_id: z.string(),
  ...readShape(ATTEMPT_FIELDS, 'attempts'),
});
export type AttemptRow = z.infer<typeof AttemptRow>;

const answer = answerOf([
  ...apiMembers(REQUEST_FIELDS, 'lists'),
  ...apiMembers(REQUEST_FIELDS, 'details'),
]);
const attempt = answerOf(apiMembers(ATTEMPT_FIELDS, 'attempts'));

/** What of a detail does not stand in its row. */
type Beside = Pick<TraceDetail, 'request_body' | 'response_body' | 'output_text' | 'conversation'>;

export function detailOf(
  row: DetailRow,
  stored: readonly AttemptRow[],
  beside: Beside,
): TraceDetail {
  const attempts = attemptsOf(row, stored);
  const upstream_request_id = attempts.at(-1)?.upstream_request_id ?? null;
  return answer(row, { attempts, upstream_request_id, ...beside });
}

/** Oldest first. Of requests from before attempts had rows of their own, the last one stands in the request's. */
function attemptsOf(row: DetailRow, stored: readonly AttemptRow[]): TraceAttempt[] {
  const attempts = stored.toSorted((a, b) => a.attempt - b.attempt).map((one) => attempt(one, {}));
  const last = attempts.at(-1);
  if (row.attempts === 0 || last?.attempt === row.attempts) return attempts;
  return [
    ...attempts,
    {
      attempt: row.attempts,
      provider: row.provider ?? '',
      model: row.model ?? '',
      credential_id: null,
      status: row.attempt_status,
      http_status: row.attempt_http_status,
      error_code: row.attempt_error_code,
      reason: null,
      upstream_code: row.upstream_code,
      error_message: row.error_message,
      upstream_request_id: null,
      start_ms: toMs(row.attempt_start_us),
      first_byte_ms: toMsOrNull(row.attempt_first_byte_us),
      end_ms: toMs(row.attempt_end_us),
      input_tokens: row.input_tokens,
      cached_input_tokens: row.cached_input_tokens,
      cache_write_tokens: row.cache_write_tokens,
      output_tokens: row.output_tokens,
      reasoning_tokens: row.reasoning_tokens,
      usage_by_kind: usageOfRow(row),
      cost_usd: row.cost_usd,
    },
  ];
}
