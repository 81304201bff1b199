import { useMemo } from 'react';
import { findPlace, type Place, rememberedPlace } from './place.ts';
import { type Scope, useSession } from './session.ts';
import { useSearch } from './use-search.ts';

/** Project and environment of the page: the frame shows no page without them. */
export function usePlace(): Place {
  const place = usePlaceIfAny();
  if (place === null)
    throw new Error('This page needs a project, and the frame shows none without.');
  return place;
}

export function usePlaceIfAny(): Place | null {
  const session = useSession();
  const [{ project, environment }] = useSearch();
  return useMemo(
    () => findPlace(session, { project, environment }, rememberedPlace()),
    [session, project, environment],
  );
}

/** Whether the signed-in person may do this in the project they look at. It only hides what the API would refuse. */
export function useCan(scope: Scope): boolean {
  const place = usePlaceIfAny();
  return place?.project.scopes.includes(scope) ?? false;
}
