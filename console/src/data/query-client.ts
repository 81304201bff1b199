import { QueryClient } from '@tanstack/react-query';
import { isPassing } from './away.ts';

const MAX_RETRIES = 2;

/** So long is known what was last answered, for where a newer answer does not come. */
const KNOWN_MS = 1_800_000;

/** Answers are kept for a minute after their page is left; what the API refuses on purpose is not asked again. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        gcTime: 60_000,
        retry: (count, error) => count < MAX_RETRIES && isPassing(error),
        // A server on this machine answers without a network, and what nobody answers has to be said.
        networkMode: 'always',
      },
    },
  });
  client.setQueryDefaults(['last-known'], { gcTime: KNOWN_MS });
  return client;
}
