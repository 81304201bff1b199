import { useClock } from '../data/clock.tsx';
import { formatExactTime, formatRelative } from './formats.ts';
import { Unknown } from './unknown.tsx';

/** A time as its distance from now, exact on hover. */
export function RelativeTime({
  iso,
  why = 'It has not happened.',
}: {
  readonly iso: string | null | undefined;
  readonly why?: string;
}) {
  const { now } = useClock();
  if (iso === null || iso === undefined) return <Unknown why={why} />;
  return (
    <time dateTime={iso} title={formatExactTime(iso)}>
      {formatRelative(iso, Math.max(now, Date.now() - 1_000))}
    </time>
  );
}
