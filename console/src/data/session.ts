import { SignalboxApiError } from '@signalbox/sdk';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';

export interface SessionEnvironment {
  readonly id: string;
  readonly name: string;
}

export interface SessionProject {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** What the caller may do in this project; `*` is everything. */
  readonly scopes: readonly string[];
  readonly environments: readonly SessionEnvironment[];
}

export interface Session {
  /** Null where a key called, and not a person. */
  readonly user: { readonly id: string; readonly email: string; readonly name: string } | null;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly role: string;
  readonly csrf_token: string | null;
  readonly projects: readonly SessionProject[];
}

/** Who is signed in and where they may act: null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    const response = await fetch('/api/v1/auth/me', { signal, credentials: 'same-origin' });
    if (response.status === 401) return null;
    const body: unknown = await response.json();
    if (!response.ok) throw new SignalboxApiError(response.status, body);
    return body as Session;
  },
  staleTime: 60_000,
  gcTime: Number.POSITIVE_INFINITY,
});

/** The session of a page inside the frame, which opens for nobody without one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null)
    throw new Error('This page needs a session, and the frame lets none in without.');
  return data;
}
