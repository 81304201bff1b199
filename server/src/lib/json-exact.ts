/** As JavaScript has them since ES2026; TypeScript's library does not know them yet. */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}
const EXACT = JSON as unknown as ExactJson;

/** A run of digits that may be a whole number beyond what a double holds. */
const LONG_NUMBER = /(?<![\d.\w"])-?\d{16}/;
const WHOLE = /^-?\d+$/;

/**
 * As `JSON.parse`, but whole numbers that a double cannot hold are kept as they are written: `JSON.stringify` writes them back
 * digit by digit. To everybody else they are objects, not numbers.
 */
export function parseExactly(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return EXACT.parse(text, (_key, value, { source }) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    source !== undefined &&
    WHOLE.test(source)
      ? EXACT.rawJSON(source)
      : value,
  );
}
