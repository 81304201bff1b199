import { formatCount, formatExactCount } from './formats.ts';
import { Unknown } from './unknown.tsx';

/** Tokens, requests and the like, every digit on hover. */
export function Count({
  value,
  why = 'The provider did not tell.',
}: {
  readonly value: number | null | undefined;
  readonly why?: string;
}) {
  if (value === null || value === undefined) return <Unknown why={why} />;
  return <span title={formatExactCount(value)}>{formatCount(value)}</span>;
}
