import { type components, SignalboxApiError, unwrap } from '@signalbox/sdk';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { createPublicApi } from './public-api.ts';

/** Who is signed in, and the projects they may enter with what they may do there. */
export type Session = components['schemas']['Me'];
export type SessionProject = Session['projects'][number];
export type SessionEnvironment = SessionProject['environments'][number];
export type Scope = SessionProject['scopes'][number];

/** Null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await unwrap(createPublicApi().GET('/api/v1/auth/me', { signal }));
    } catch (error) {
      if (error instanceof SignalboxApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
  gcTime: Number.POSITIVE_INFINITY,
});

/** The session of a page inside the frame, which opens for nobody without one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) {
    throw new Error('This page needs a session, and the frame lets none in without.');
  }
  return data;
}
