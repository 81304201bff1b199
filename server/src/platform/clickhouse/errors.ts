import { SignalboxError } from '../errors/index.ts';

/** ClickHouse's error codes for a query that ran out of its time or memory. */
const TOO_EXPENSIVE = new Set([159, 160, 241, 307, 158, 396]);

/** Codes that say the rows of an insert are wrong, not the store. */
const DATA = new Set([
  6, 25, 26, 27, 33, 38, 41, 53, 69, 70, 72, 117, 131, 190, 252, 321, 349, 376, 407,
]);

/** What a driver threw, as one of ours. `CODE` stands in `details.clickhouse_code`. */
export function translateError(error: unknown, doing: string): SignalboxError {
  if (error instanceof SignalboxError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error, message);
  const first = (message.split('\n')[0] ?? '').slice(0, 500);
  if (code !== null && TOO_EXPENSIVE.has(code)) {
    return new SignalboxError(
      'query_too_expensive',
      `${doing} took more time or memory than a query may have`,
      'Ask for a shorter time range, or for fewer groups.',
      { cause: error, details: { clickhouse_code: code } },
    );
  }
  return new SignalboxError(
    'store_failed',
    `${doing} failed: ${first}`,
    'It is tried again; see the log of the telemetry role.',
    {
      cause: error,
      details: { clickhouse_code: code },
    },
  );
}

/** True where the rows of an insert were refused: the same rows will be refused again. */
export function isDataError(error: unknown): boolean {
  const code = error instanceof SignalboxError ? error.details?.['clickhouse_code'] : null;
  return typeof code === 'number' && DATA.has(code);
}

function codeOf(error: unknown, message: string): number | null {
  if (typeof error === 'object' && error !== null) {
    const { clickhouseCode, code } = error as { clickhouseCode?: unknown; code?: unknown };
    if (typeof clickhouseCode === 'number') return clickhouseCode;
    if (typeof code === 'string' && /^\d+$/.test(code)) return Number(code);
  }
  const match = /Code: (\d+)\. DB::/.exec(message);
  return match === null ? null : Number(match[1]);
}
