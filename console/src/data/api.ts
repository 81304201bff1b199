import { createSignalbox, type Signalbox } from '@signalbox/sdk';
import { useMemo } from 'react';
import { fetchWithin } from './limit.ts';
import { useSession } from './session.ts';
import { usePlaceIfAny } from './use-place.ts';

/** The API as the signed-in person, in the project and environment of the page. */
export function useApi(): Signalbox {
  const { csrf_token: csrfToken } = useSession();
  const place = usePlaceIfAny();
  const project = place?.project.id;
  const environment = place?.environment.id;
  return useMemo(
    () => createApi({ csrfToken, project, environment }),
    [csrfToken, project, environment],
  );
}

/** The API for where there is no page yet. */
export function createApi(options: {
  readonly csrfToken: string | null;
  readonly project: string | undefined;
  readonly environment: string | undefined;
}): Signalbox {
  return createSignalbox({
    baseUrl: location.origin,
    ...(options.csrfToken === null ? {} : { csrfToken: options.csrfToken }),
    ...(options.project === undefined ? {} : { project: options.project }),
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    async fetch(request) {
      const response = await fetchWithin(request);
      if (response.status === 401) leaveToSignIn();
      return response;
    },
  });
}

/** A whole new page, so that nothing of what was seen stays in memory. */
export function leaveToSignIn(): void {
  const here = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?${new URLSearchParams({ to: here })}`);
}
