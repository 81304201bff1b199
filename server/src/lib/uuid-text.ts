const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567';
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

/** A UUID in 26 characters of base32 (RFC 4648, lower case, unpadded): shorter, and free of dashes. */
export function uuidToText32(uuid: string): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of Buffer.from(uuid.replaceAll('-', ''), 'hex')) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      text += DIGITS[(bits >> held) & 31];
    }
    bits &= (1 << held) - 1;
  }
  return text + DIGITS[(bits << (5 - held)) & 31];
}

/** The inverse of `uuidToText32`; null where the text is not what that writes. */
export function uuidFromText32(text: string): string | null {
  if (text.length !== 26) return null;
  let bits = 0;
  let held = 0;
  let hex = '';
  for (const digit of text) {
    const value = VALUES.get(digit);
    if (value === undefined) return null;
    bits = (bits << 5) | value;
    held += 5;
    if (held >= 8) {
      held -= 8;
      hex += ((bits >> held) & 255).toString(16).padStart(2, '0');
    }
    bits &= (1 << held) - 1;
  }
  if (bits !== 0) return null;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
