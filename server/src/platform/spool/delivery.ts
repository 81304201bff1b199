import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log/index.ts';
import type { SpoolLog } from './spool-log.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5000;
/** A receiver that has not answered by then is given the frame again. */
const ATTEMPT_MS = 60_000;

/** Hands a frame over; resolves when it is acknowledged, and may be called again with the same bytes. */
export type Deliver = (frame: Buffer, signal: AbortSignal) => Promise<void>;

export interface DeliveryOptions {
  readonly log: SpoolLog;
  readonly deliver: Deliver;
  readonly logger: Logger;
  readonly onDamaged: (records: number) => void;
  /** Jitter; between 0 and 1. */
  readonly random: () => number;
}

/**
 * Delivers the frames of one spool in their order, one at a time, until none is left or `signal` aborts. While the receiver is
 * away it tries again after 100 ms, doubling up to 5 s. Never rejects for the receiver's failures.
 */
export async function deliverPending(o: DeliveryOptions, signal: AbortSignal): Promise<void> {
  let failures = 0;
  for (let cut = o.log.nextFrame; cut !== null && !signal.aborted; cut = o.log.nextFrame) {
    try {
      if (cut.number > o.log.syncedThrough) await o.log.sync();
    } catch (error) {
      // Only a loss of power could now do harm, and waiting would keep the disk full.
      o.logger.warn({ err: error, spool: o.log.spoolId }, 'a spool could not be flushed to disk');
    }
    const frame = await o.log.readFrame(cut);
    while (!signal.aborted) {
      try {
        await attempt(o.deliver, frame.bytes, signal);
        if (failures > 0) o.logger.info({ spool: o.log.spoolId }, 'frames are delivered again');
        failures = 0;
        if (frame.damaged > 0) o.onDamaged(frame.damaged);
        o.log.acknowledge(cut);
        break;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        if (failures === 1) {
          o.logger.warn(
            { err: error, spool: o.log.spoolId, frame: cut.number },
            'a frame was not acknowledged; it is kept and sent again',
          );
        }
        await pause(waitMs(failures, o.random()), signal);
      }
    }
  }
}

/** A delivery that does not heed its signal is no longer waited for. */
async function attempt(deliver: Deliver, frame: Buffer, closing: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(ATTEMPT_MS)]);
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([deliver(frame, signal), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function waitMs(failures: number, random: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
  return longest * (0.5 + random / 2);
}

/** Waits, or less where `signal` aborts; keeps no process alive. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
