/** Characters that stand for themselves between quotes: ASCII without controls, quote and backslash. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** A string as JSON writes it. Names and ids need no escape nearly always, and finding that out costs less than escaping. */
export const jsonText = (value: string): string =>
  PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);

export const jsonTextOrNull = (value: string | null | undefined): string =>
  value === null || value === undefined ? 'null' : jsonText(value);
