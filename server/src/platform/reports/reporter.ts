import type { LinkClient } from '../link/index.ts';
import { ownReport } from './own-report.ts';

const EVERY_MS = 5_000;
const WAIT_MS = 2_000;
const GOODBYE_MS = 500;

/**
 * Reports this process to control until disposed of, and then that it ends, so that nobody misses it. A report that does not
 * arrive is no trouble: the next one will.
 */
export function startReporter(options: {
  readonly control: LinkClient;
  readonly process: string;
  readonly version: string;
  readonly details?: () => Readonly<Record<string, unknown>>;
}): AsyncDisposable {
  const { control, details, ...names } = options;
  const report = async (waitMs: number, more: { ended?: true } = {}): Promise<void> => {
    const body = JSON.stringify({ ...ownReport(names, details?.()), ...more });
    try {
      const signal = AbortSignal.timeout(waitMs);
      const response = await control.call('POST', '/report', { body, signal });
      await response.body.dump();
    } catch {
      // As said above.
    }
  };
  void report(WAIT_MS);
  const timer = setInterval(() => void report(WAIT_MS), EVERY_MS).unref();
  return {
    [Symbol.asyncDispose]() {
      clearInterval(timer);
      return report(GOODBYE_MS, { ended: true });
    },
  };
}
