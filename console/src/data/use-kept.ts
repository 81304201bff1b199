import { useMemo } from 'react';
import { useClock } from './clock.tsx';
import { type Kept, keptSince } from './kept.ts';
import { usePlaceIfAny } from './use-place.ts';

/** How far back the project of the page keeps requests; null for somebody without any project. */
export function useKept(): Kept | null {
  const { now } = useClock();
  const days = usePlaceIfAny()?.project.retention_days;
  return useMemo(() => (days === undefined ? null : keptSince(days, now)), [days, now]);
}
