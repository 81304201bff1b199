import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whoever saves a provider waits for it; what a name leads to is looked at again at each connection. */
const WAIT_MS = 2_000;

/** The addresses of a host name as this machine resolves it; null: it does not, or not in time. */
export async function resolveHost(name: string): Promise<readonly string[] | null> {
  const waited = new AbortController();
  try {
    return await Promise.race([
      lookup(name, { all: true }).then((all) => all.map(({ address }) => address)),
      sleep(WAIT_MS, null, { signal: waited.signal, ref: false }),
    ]);
  } catch {
    return null;
  } finally {
    waited.abort();
  }
}
