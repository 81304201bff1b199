import { setTimeout as sleep } from 'node:timers/promises';
import { freeNow } from '../../lib/free-now.ts';
import type { Logger } from '../log/index.ts';
import type { Cut } from './record.ts';
import type { SpoolLog } from './spool-log.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5000;
/** A receiver that has not answered by then is given the frame again. */
const ATTEMPT_MS = 60_000;
/**
 * At a time; each is held in memory whole meanwhile. A socket takes 208 KB in a turn of the event loop, and turns of a busy
 * gateway take milliseconds: a frame of 16 MB is under way for longer than it takes to be stored. With three, telemetry was
 * idle for half of its time while frames waited (m: 4,000 requests of 32 KB a second).
 */
const FRAMES_UNDER_WAY = 6;

/**
 * Hands a frame over; resolves when it is acknowledged, and may be called again with the same bytes. Once acknowledged they are
 * not the receiver's any more.
 */
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
 * Delivers the frames of one spool until none is left or `signal` aborts: some are under way at a time, so that the next is
 * read, sent and made into rows while the first is being stored, and they are acknowledged in their order. While the receiver
 * is away each is tried again after 100 ms, doubling up to 5 s. Never rejects for the receiver's failures.
 */
export async function deliverPending(o: DeliveryOptions, signal: AbortSignal): Promise<void> {
  const outage = { failures: 0 };
  const underWay: Promise<Delivered>[] = [];
  let previousSent: Promise<void> = Promise.resolve();
  try {
    while (!signal.aborted) {
      for (const cut of o.log.pendingFrames.slice(underWay.length, FRAMES_UNDER_WAY)) {
        const sent = Promise.withResolvers<void>();
        const turn = { mine: previousSent, over: sent.resolve };
        previousSent = sent.promise;
        const delivered = deliverFrame(o, cut, outage, turn, signal).finally(sent.resolve);
        // Its failure is seen when its turn comes, or below.
        delivered.catch(() => undefined);
        underWay.push(delivered);
      }
      const first = await underWay.shift();
      if (first === undefined || !first.acknowledged) return;
      if (first.damaged > 0) o.onDamaged(first.damaged);
      o.log.acknowledge(first.cut);
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}

interface Delivered {
  readonly cut: Cut;
  /** False: `signal` aborted before. */
  readonly acknowledged: boolean;
  /** Ends of the frame that could not be read. */
  readonly damaged: number;
}

/**
 * Sends a frame until it is acknowledged, first when its turn comes: frames are sent in their order, though not stored in it
 * where one must be sent again. `outage` is shared by the frames under way, since it is told of once.
 */
async function deliverFrame(
  o: DeliveryOptions,
  cut: Cut,
  outage: { failures: number },
  turn: { readonly mine: Promise<void>; readonly over: () => void },
  signal: AbortSignal,
): Promise<Delivered> {
  try {
    if (cut.number > o.log.syncedThrough) await o.log.sync();
  } catch (error) {
    // Only a loss of power could now do harm, and waiting would keep the disk full.
    o.logger.warn({ err: error, spool: o.log.spoolId }, 'a spool could not be flushed to disk');
  }
  const { bytes, damaged } = await o.log.readFrame(cut);
  await turn.mine;
  for (let failures = 1; !signal.aborted; failures++) {
    try {
      const answered = attempt(o.deliver, bytes, signal);
      turn.over();
      await answered;
      if (outage.failures > 0)
        o.logger.info({ spool: o.log.spoolId }, 'frames are delivered again');
      outage.failures = 0;
      // An attempt that was given up may not have let go of it.
      if (failures === 1) freeNow(bytes);
      return { cut, acknowledged: true, damaged };
    } catch (error) {
      if (signal.aborted) break;
      outage.failures += 1;
      if (outage.failures === 1) {
        o.logger.warn(
          { err: error, spool: o.log.spoolId, frame: cut.number },
          'a frame was not acknowledged; it is kept and sent again',
        );
      }
      await pause(waitMs(failures, o.random()), signal);
    }
  }
  return { cut, acknowledged: false, damaged };
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
