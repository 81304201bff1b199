import type { LinkClient } from '../link/index.ts';
import { ownReport } from './own-report.ts';

const EVERY_MS = 5_000;
const WAIT_MS = 2_000;

/** Reports this process to control until disposed of. A report that does not arrive is no trouble: the next one will. */
export function startReporter(options: {
  readonly control: LinkClient;
  readonly process: string;
  readonly version: string;
  readonly details?: () => Readonly<Record<string, unknown>>;
}): Disposable {
  const { control, details, ...names } = options;
  const report = (): void => {
    const body = JSON.stringify(ownReport(names, details?.()));
    control
      .call('POST', '/report', { body, signal: AbortSignal.timeout(WAIT_MS) })
      .then((response) => response.body.dump())
      .catch(() => undefined);
  };
  report();
  const timer = setInterval(report, EVERY_MS).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
