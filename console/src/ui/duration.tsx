import { formatDuration, formatExactCount } from './formats.ts';
import { Unknown } from './unknown.tsx';

export function Duration({
  ms,
  why = 'It was not measured for this request.',
}: {
  readonly ms: number | null | undefined;
  readonly why?: string;
}) {
  if (ms === null || ms === undefined) return <Unknown why={why} />;
  return <span title={`${formatExactCount(ms)} ms`}>{formatDuration(ms)}</span>;
}
