/** What a provider says about how much more it takes, and when. */
export interface RateNotice {
  /** It wants to be left alone for so long. */
  readonly retryAfterMs: number | null;
  /** Nothing is left of a quota for so long. */
  readonly emptyForMs: number | null;
}

const NOTHING: RateNotice = { retryAfterMs: null, emptyForMs: null };
const LONGEST_MS = 24 * 3_600_000;

/** Pairs of what is left and when it is full again: OpenAI and hosts like it; Anthropic. */
const QUOTAS = [
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ['anthropic-ratelimit-requests-remaining', 'anthropic-ratelimit-requests-reset'],
  ['anthropic-ratelimit-input-tokens-remaining', 'anthropic-ratelimit-input-tokens-reset'],
  ['anthropic-ratelimit-output-tokens-remaining', 'anthropic-ratelimit-output-tokens-reset'],
] as const;

/** Reads `retry-after-ms`, `retry-after` (seconds or a date, RFC 9110 10.2.3) and the rate headers. `nowMs`: since the epoch. */
export function readRateNotice(
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): RateNotice {
  const retryAfterMs = retryAfter(headers, nowMs);
  let emptyForMs: number | null = null;
  for (const [left, reset] of QUOTAS) {
    const remaining = headers[left];
    if (remaining === undefined || Number(remaining) > 0 || remaining.trim() === '') continue;
    const ms = until(headers[reset], nowMs);
    if (ms !== null && Number(remaining) <= 0) emptyForMs = Math.max(emptyForMs ?? 0, ms);
  }
  return retryAfterMs === null && emptyForMs === null ? NOTHING : { retryAfterMs, emptyForMs };
}

function retryAfter(headers: Readonly<Record<string, string>>, nowMs: number): number | null {
  const ms = headers['retry-after-ms'];
  if (ms !== undefined && /^\d+(?:\.\d+)?$/.test(ms)) return bounded(Number(ms));
  return until(headers['retry-after'], nowMs);
}

/** Seconds, a duration such as `1m30.5s` or `12ms`, or a date. */
function until(text: string | undefined, nowMs: number): number | null {
  if (text === undefined || text === '') return null;
  if (/^\d+(?:\.\d+)?$/.test(text)) return bounded(Number(text) * 1000);
  const duration = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/.exec(
    text,
  );
  if (duration !== null) {
    const [, h = 0, m = 0, s = 0, ms = 0] = duration.map((part) =>
      part === undefined ? 0 : Number(part),
    );
    return bounded(((h * 60 + m) * 60 + s) * 1000 + ms);
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : bounded(date - nowMs);
}

function bounded(ms: number): number {
  return Math.min(LONGEST_MS, Math.max(0, ms));
}
