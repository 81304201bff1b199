import type { SignalboxError } from '../platform/errors/index.ts';
import type { InboundRequest } from './inbound-request.ts';

/** How a pause ended: its time came, the client left, or the request has to end. */
export type Paused = 'over' | 'left' | SignalboxError;

/** Waits, in ms, unless the request ends before. */
export function pause({ interruption, journal }: InboundRequest, ms: number): Promise<Paused> {
  const begun = journal.elapsedUs();
  return new Promise((resolve) => {
    const end = (how: Paused): void => {
      clearTimeout(timer);
      interruption.release();
      journal.waited(journal.elapsedUs() - begun);
      resolve(how);
    };
    const timer = setTimeout(() => end('over'), ms);
    interruption.listen({ clientLeft: () => end('left'), interrupt: end });
  });
}
