/** A query is known to the server some moments after it was sent, so ending it is tried again until it has ended. */
const AGAIN_MS = 50;

/**
 * `native`; once `signal` is aborted, `kill` is called until it settles, one call at a time. An abort alone would leave
 * the query running and its connection busy.
 */
export async function endable<T>(
  native: Promise<T>,
  signal: AbortSignal,
  kill: () => Promise<unknown>,
): Promise<T> {
  let settled = false;
  let timer: NodeJS.Timeout | undefined;
  const again = (): void => {
    if (!settled) timer = setTimeout(end, AGAIN_MS);
  };
  // What `kill` says does not matter: what matters is whether `native` ends.
  const end = (): void => void kill().then(again, again);
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  try {
    return await native;
  } finally {
    settled = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
