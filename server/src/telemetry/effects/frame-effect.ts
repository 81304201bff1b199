import type { Transaction } from 'kysely';
import type { DB } from '../../platform/postgres/index.ts';
import type { FrameName } from '../../platform/spool/frame.ts';
import type { RequestEnd } from '../record.ts';

/**
 * Something that follows in PostgreSQL from the requests of a frame, such as what they add to the ledger. The role lists its
 * effects (`app/roles/telemetry.ts`).
 *
 * What is promised: every frame has each of its effects exactly once, all of them in the one transaction that also notes the
 * frame as done, and only when the frame's rows are in the trace store. A frame may be collected more often than that, since a
 * delivery may break off anywhere and the next one begins anew; so collecting changes nothing but memory.
 */
export interface FrameEffect {
  readonly name: string;
  /** Begins a frame. */
  of(frame: FrameName): CollectedEffect;
}

/** One effect of one frame. */
export interface CollectedEffect {
  /** Called for each request of the frame in order; `day` (UTC) is the one that its rows lie in. */
  collect(end: RequestEnd, day: string): void;
  /**
   * Called at most once, after the last request, also where there was none. Rows must be taken in an order that is the same
   * for every frame, or two processes could wait for one another. Throwing takes back all effects of the frame, which comes again.
   */
  apply(trx: Transaction<DB>): Promise<void>;
}
