/** Pico-USD as decimal text to USD with twelve decimals, exactly: never through a float. */
export function usd(pico: string): string {
  const digits = pico.padStart(13, '0');
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`;
}
