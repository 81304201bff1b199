import { formatMoney } from './formats.ts';
import { Unknown } from './unknown.tsx';

/** US dollars, the exact amount on hover. */
export function Money({
  usd,
  why = 'No price is known for this model on that date.',
}: {
  readonly usd: string | number | null | undefined;
  readonly why?: string;
}) {
  if (usd === null || usd === undefined) return <Unknown why={why} />;
  return <span title={`$${usd}`}>{formatMoney(usd)}</span>;
}
