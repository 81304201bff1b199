import type { Logger } from 'pino';

const EVERY_MS = 60_000;

/**
 * Writes a warning of what goes on failing, such as a store that is away: at once, then at most once a minute, with how many
 * there were since the last.
 */
export function recurring(
  log: Logger,
  message: string,
  nowMs: () => number = () => performance.now(),
): (error: unknown, fields?: object) => void {
  let writtenAt = Number.NEGATIVE_INFINITY;
  let since = 0;
  return (error, fields) => {
    since += 1;
    if (nowMs() - writtenAt < EVERY_MS) return;
    log.warn({ ...fields, err: error, ...(since > 1 ? { times: since } : {}) }, message);
    writtenAt = nowMs();
    since = 0;
  };
}
