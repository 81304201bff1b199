import { kindOf, PRICE_KINDS, type PriceKind } from '../../observe/usage-kinds.ts';

/** Decimal text with at most six places, as the API takes prices. */
const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
const PLACES = 6;

/** `0.006` a minute of sound as USD a million seconds; null: it is no amount. Rounded half up to six places. */
export function toPerMillion(kind: PriceKind, usd: string): string | null {
  return scaled(usd, kindOf(kind).perMillion);
}

/** The inverse, as people read it. */
export function fromPerMillion(kind: PriceKind, usd: string): string {
  return scaled(usd, 1 / kindOf(kind).perMillion) ?? usd;
}

/** `$2.50 input, $10 web searches a thousand`; tokens go without saying. */
export function priceText(
  usdPerMillion: { readonly [K in PriceKind]?: string | undefined },
): string {
  return PRICE_KINDS.flatMap((kind) => {
    const usd = usdPerMillion[kind];
    if (usd === undefined) return [];
    const { label, per } = kindOf(kind);
    const unit = per === 'a million tokens' ? '' : ` ${per}`;
    return [`$${fromPerMillion(kind, usd)} ${label.toLowerCase()}${unit}`];
  }).join(', ');
}

/** By a float only where the factor is none: prices are short, and what a person typed comes back as it was. */
function scaled(usd: string, factor: number): string | null {
  const match = DECIMAL.exec(usd.trim());
  if (match === null) return null;
  if (factor === 1) return usd.trim();
  const text = (Number(match[0]) * factor).toFixed(PLACES);
  return text.replace(/\.?0+$/, '');
}
