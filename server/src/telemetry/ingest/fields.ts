import { CSV_NULL, csvLiteral, csvText } from '../../platform/clickhouse/csv.ts';
import { escapedText } from '../../platform/clickhouse/text.ts';

/**
 * Fields of a CSV row as binary strings: one character for each byte, so that text and raw bytes of a body stand in one
 * string, and the whole insert becomes bytes by one copy.
 */
const NOT_ASCII = /[\u0080-\uffff]/;

/** Text as UTF-8 bytes. A lone surrogate becomes U+FFFD. */
const binary = (value: string): string =>
  NOT_ASCII.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value;

/** Nothing in it needs an escape: so it is with nearly all names, and a look at each character is the fastest there (m). */
function isPlain(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || code === 0x27) return false;
  }
  return true;
}

/** A name: on one line. chDB takes an empty line for the end of an insert's data. */
export function text(value: string): string {
  if (isPlain(value)) return `'${value}'`;
  return csvText(binary(value.includes('\n') ? value.replaceAll('\n', ' ') : value));
}

/** Text of several lines, for a column `…_escaped`. */
export const longText = (value: string): string =>
  value === '' ? "''" : escapedLines(binary(value));

export const orEmpty = (value: string | null): string => (value === null ? "''" : text(value));

/** Bytes as they are, for a column `…_escaped`. */
export const bytes = (value: Buffer): string => escapedLines(value.toString('latin1'));

/** The inverse is the default of the column whose name has no `_escaped`. */
function escapedLines(value: string): string {
  let escaped = value;
  if (escaped.includes('\x01')) escaped = escaped.replaceAll('\x01', '\x01\x02');
  // Twice at most: what the first pass leaves of three and more is pairs. A pattern takes several times as long.
  while (escaped.includes('\n\n')) escaped = escaped.replaceAll('\n\n', '\n\x01\n');
  return csvText(escaped);
}

export const orNull = (value: number | null | undefined): string | number => value ?? CSV_NULL;

export const flag = (value: boolean): string => (value ? '1' : '0');

export function textArray(values: readonly string[]): string {
  return values.length === 0 ? '[]' : csvLiteral(`[${values.map(quoted).join(',')}]`);
}

/** An array of texts that need no escape. */
export function plainArray(values: readonly string[]): string {
  return values.length === 0 ? '[]' : `"['${values.join("','")}']"`;
}

export function numberArray(values: readonly number[]): string {
  return values.length === 0 ? '[]' : `"[${values.join(',')}]"`;
}

/** A map of text to literals; `write` says each, null to leave it out. */
export function literalMap<T>(
  values: Readonly<Record<string, T>>,
  write: (value: T, name: string) => string | number | null,
): string {
  let text = '';
  for (const name in values) {
    const written = write(values[name] as T, name);
    if (written !== null) text += `${text === '' ? '' : ','}${quoted(name)}:${written}`;
  }
  return text === '' ? '{}' : csvLiteral(`{${text}}`);
}

export function textMap(value: Readonly<Record<string, string>>): string {
  return literalMap(value, quoted);
}

const quoted = (value: string): string =>
  isPlain(value) && !value.includes('\\') ? `'${value}'` : `'${escapedText(binary(value))}'`;

/** Microseconds since the epoch as a DateTime64(6). */
export function instant(us: number): string {
  const seconds = Math.floor(us / 1e6);
  return `${seconds}.${String(us - seconds * 1e6).padStart(6, '0')}`;
}
