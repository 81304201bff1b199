import { z } from 'zod';

/** Values as the store answers them: 64-bit integers and decimals are text. */
export const Int = z.string().transform(Number);
export const IntOrNull = z
  .string()
  .nullable()
  .transform((v) => (v === null ? null : Number(v)));
/** An empty text in a column says that there was none. */
export const TextOrNull = z.string().transform((v) => (v === '' ? null : v));
/** 0 says that there was none. */
export const StatusOrNull = z.number().transform((v) => (v === 0 ? null : v));
export const Decimal = z.string().nullable();

export const toMs = (us: number): number => us / 1000;
export const toMsOrNull = (us: number | null): number | null => (us === null ? null : us / 1000);

/** Microseconds since the epoch as ISO 8601, none of them lost. */
export function isoOf(us: number): string {
  const seconds = Math.floor(us / 1e6);
  const text = new Date(seconds * 1000).toISOString();
  return `${text.slice(0, 19)}.${String(us - seconds * 1e6).padStart(6, '0')}Z`;
}

/** Time per output token after the first, ms: how OpenTelemetry defines it for a stream. */
export function tpotMs(
  ttftUs: number | null,
  totalUs: number,
  outputTokens: number | null,
): number | null {
  if (ttftUs === null || outputTokens === null || outputTokens < 2) return null;
  return (totalUs - ttftUs) / (outputTokens - 1) / 1000;
}
