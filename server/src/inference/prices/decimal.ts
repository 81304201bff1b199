const DECIMAL = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * `text` × 10^`scale` as a whole number, exactly; digits below it are rounded half up. Null where `text` is no
 * non-negative decimal. Money is read from text, since a float would round before anything was multiplied.
 */
export function scaleDecimal(text: string, scale: number): bigint | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction);
  const shift = scale + Number(exponent) - fraction.length;
  return shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfUp(digits, 10n ** BigInt(-shift));
}

/** `value` / `by` of non-negative numbers, rounded half up. */
export function divideHalfUp(value: bigint, by: bigint): bigint {
  return (value + by / 2n) / by;
}
