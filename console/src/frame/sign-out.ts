import { createSignalbox } from '@signalbox/sdk';
import { fetchWithin } from '../data/limit.ts';

/** Ends the session on the server; the page that follows starts from nothing. */
export async function signOut(csrfToken: string | null): Promise<void> {
  const api = createSignalbox({
    baseUrl: location.origin,
    fetch: (request) => fetchWithin(request),
    ...(csrfToken === null ? {} : { csrfToken }),
  });
  await api.POST('/api/v1/auth/sign-out');
}
