/** What stands for a value that is not known; a page says why in a tooltip. It is never 0. */
export const UNKNOWN = '–';

const SCALES = [
  { from: 1e9, unit: 'B' },
  { from: 1e6, unit: 'M' },
  { from: 1e3, unit: 'k' },
] as const;

/** Tokens, requests: `412`, `12.4k`, `3.1M`. */
export function formatCount(value: number | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN;
  // Rounding up may reach the next unit: 999,950 is 1M and not 1000k.
  const scale = SCALES.find(({ from }) => Math.abs(value) >= from * (from === 1e3 ? 1 : 0.99995));
  if (scale === undefined) return String(Math.round(value * 100) / 100);
  return `${trim(value / scale.from, 3)}${scale.unit}`;
}

/** Every digit, for tooltips: `12,431`. */
export function formatExactCount(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : DIGITS.format(value);
}

/** US dollars from the API's decimal text: `$0.0042`, `$12.40`, `$1.2k`. */
export function formatMoney(usd: string | number | null | undefined): string {
  if (usd === null || usd === undefined) return UNKNOWN;
  const value = Number(usd);
  if (!Number.isFinite(value)) return UNKNOWN;
  const size = Math.abs(value);
  const sign = value < 0 ? '-' : '';
  if (size === 0) return '$0';
  if (size >= 999.995) return `${sign}$${formatCount(size)}`;
  if (size >= 0.995) return `${sign}$${size.toFixed(2)}`;
  if (size >= 0.1) return `${sign}$${size.toFixed(3)}`;
  if (size < 1e-9) return `${sign}<$0.000000001`;
  // Two significant digits of small amounts, written out.
  return `${sign}$${size.toFixed(Math.min(12, 1 - Math.floor(Math.log10(size))))}`;
}

/** Milliseconds: `0.4 ms`, `840 ms`, `2.3 s`, `1 min 20 s`, `3 h 5 min`. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return UNKNOWN;
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (ms < 9.95) return `${trim(ms, 2)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${trim(ms / 1000, ms < 9_995 ? 2 : 3)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 2880) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

/** A share with the count it is of: `3.2% of 412`; nothing of nothing is unknown. */
export function formatRate(part: number | null | undefined, whole: number): string {
  if (part === null || part === undefined || whole === 0) return UNKNOWN;
  return `${formatPercent(part / whole)} of ${formatCount(whole)}`;
}

export function formatPercent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return UNKNOWN;
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '<0.1%';
  return `${trim(percent, Math.abs(percent) >= 99.95 ? 4 : Math.abs(percent) < 10 ? 2 : 3)}%`;
}

const BYTES = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return UNKNOWN;
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < BYTES.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${trim(value, 3)} ${BYTES[unit] ?? 'TB'}`;
}

/** `just now`, `40 s ago`, `5 min ago`, `3 h ago`, `2 d ago`, then the date; `in 5 min` for what is to come. */
export function formatRelative(iso: string | null | undefined, now: number): string {
  if (iso === null || iso === undefined) return UNKNOWN;
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return UNKNOWN;
  const seconds = Math.round(Math.abs(now - at) / 1000);
  if (seconds < 5) return 'just now';
  const words = span(seconds);
  if (words === null) return formatDay(at);
  return at > now ? `in ${words}` : `${words} ago`;
}

// Made once: making one takes longer than all that is formatted with it in a row of a list.
const ZONE = new Intl.DateTimeFormat('en', { timeZoneName: 'short' });
const DIGITS = new Intl.NumberFormat('en');

/** The exact time where the reader is: `2026-03-01 12:00:05.123 UTC+1`. */
export function formatExactTime(iso: string): string {
  const date = new Date(iso);
  const time = formatClockTime(date);
  if (time === UNKNOWN) return UNKNOWN;
  const zone = ZONE.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value;
  return `${date.getFullYear()}-${time} ${zone ?? ''}`.trim();
}

/** Without year, zone and milliseconds, for lists: `03-01 12:00:05`. */
export function formatListTime(date: Date): string {
  return formatClockTime(date).slice(0, 14);
}

function formatClockTime(date: Date): string {
  if (Number.isNaN(date.getTime())) return UNKNOWN;
  const two = (value: number, digits = 2) => String(value).padStart(digits, '0');
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${two(date.getMilliseconds(), 3)}`;
}

function formatDay(at: number): string {
  return new Date(at).toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric' });
}

function span(seconds: number): string | null {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  if (seconds < 2_592_000) return `${Math.floor(seconds / 86_400)} d`;
  return null;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function trim(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}
