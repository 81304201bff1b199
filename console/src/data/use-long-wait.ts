import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const LOOK_MS = 1_000;
/** Until then a skeleton says enough. */
const LONG_MS = 4_000;

/** Since when the page has waited for an answer, ms since 1970, once that is long; else null. */
export function useLongWait(): number | null {
  const client = useQueryClient();
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    const waits = new Waits(client);
    const timer = setInterval(() => {
      const oldest = waits.look(Date.now());
      setSince(oldest !== null && Date.now() - oldest >= LONG_MS ? oldest : null);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [client]);
  return since;
}

/** React Query does not tell since when it fetches: seen once a second. */
class Waits {
  readonly #client: QueryClient;
  #seen: ReadonlyMap<string, { readonly since: number; readonly answers: number }> = new Map();

  constructor(client: QueryClient) {
    this.#client = client;
  }

  look(now: number): number | null {
    const waiting = this.#client
      .getQueryCache()
      .findAll({ queryKey: ['place'], type: 'active', fetchStatus: 'fetching' })
      .filter(({ meta, state }) => meta?.['polls'] !== true && state.fetchFailureCount === 0);
    this.#seen = new Map(
      waiting.map(({ queryHash, state }) => {
        const answers = state.dataUpdateCount + state.errorUpdateCount;
        const before = this.#seen.get(queryHash);
        const same = before !== undefined && before.answers === answers;
        return [queryHash, same ? before : { since: now, answers }];
      }),
    );
    const times = [...this.#seen.values()].map(({ since }) => since);
    return times.length === 0 ? null : Math.min(...times);
  }
}
