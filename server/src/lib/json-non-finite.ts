const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;

/** In the place of each word a value of JSON of the same length, so that offsets stay. */
const WORDS = [
  { word: Buffer.from('-Infinity'), value: Buffer.from('null     ') },
  { word: Buffer.from('Infinity'), value: Buffer.from('null    ') },
  { word: Buffer.from('NaN'), value: Buffer.from('0  ') },
] as const;

/**
 * The bytes with `-Infinity`, `Infinity` and `NaN`, which some servers write where JSON has no number, as values of JSON of
 * the same length; null where there are none outside of strings. For what could not be read as it is: it costs a pass.
 */
export function withoutNonFinite(bytes: Buffer, from = 0): Buffer | null {
  let copy: Buffer | null = null;
  let inString = false;
  for (let at = from; at < bytes.length; at++) {
    const c = bytes[at];
    if (inString) {
      if (c === BACKSLASH) at++;
      else if (c === QUOTE) inString = false;
    } else if (c === QUOTE) {
      inString = true;
    } else if (c === MINUS || c === 0x49 || c === 0x4e) {
      const found = WORDS.find(({ word }) => startsWith(bytes, at, word));
      if (found === undefined) continue;
      copy ??= Buffer.from(bytes);
      found.value.copy(copy, at);
      at += found.word.length - 1;
    }
  }
  return copy;
}

function startsWith(bytes: Buffer, at: number, word: Buffer): boolean {
  return (
    at + word.length <= bytes.length &&
    bytes.compare(word, 0, word.length, at, at + word.length) === 0
  );
}
