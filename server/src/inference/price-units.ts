/** 1 USD a million tokens is 1e-6 USD a token, which is 1e6 pico-USD. */
const PLACES = 6;

/** `"2.50"` USD a million tokens as whole pico-USD a token: `"2500000"`. Takes at most 6 places. */
export function picoPerToken(usdPerMillion: string): string {
  const [whole = '', fraction = ''] = usdPerMillion.split('.');
  return BigInt(whole + fraction.padEnd(PLACES, '0')).toString();
}

/** The inverse, without trailing zeros. */
export function usdPerMillion(picoPerToken: string): string {
  const digits = picoPerToken.padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  const whole = digits.slice(0, -PLACES);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
