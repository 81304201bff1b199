import { useMemo } from 'react';
import { usePlaceIfAny } from '../data/use-place.ts';
import { RAIL, type RailGroup } from './rail-items.ts';

/** What of the rail this person can use here. */
export function useRail(): readonly RailGroup[] {
  const place = usePlaceIfAny();
  return useMemo(() => {
    const scopes = new Set(place?.project.scopes ?? []);
    return RAIL.map(({ label, items }) => ({
      label,
      items: items.filter(({ scope }) => scope === undefined || scopes.has(scope)),
    })).filter(({ items }) => items.length > 0);
  }, [place]);
}
