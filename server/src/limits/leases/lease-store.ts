import type { ControlClock, Counter, Holder } from './counter.ts';
import type { Answer, Nudge } from './messages.ts';

/**
 * What control's machine reads and changes during one message. Whoever implements it on a database loads what the message names, locks
 * it (counters by limit and subject in a fixed order, after the holder), runs the machine, writes back what it was given, and
 * commits before the answer leaves.
 */
export interface LeaseStore {
  /** Opens the counter if the limit holds for this subject; undefined if there is no such limit. */
  counter(limit: string, subject: string, clock: ControlClock): Counter | undefined;
  /** All counters in which this holder has an account. */
  countersOf(holder: string): Iterable<Counter>;
  /** Holders of accounts are kept, and those that ended for as long as a message of theirs may be under way (a day is plenty). */
  holder(id: string): Holder | undefined;
  addHolder(holder: Holder): void;
}

export interface ReportOutcome {
  /** Null: the report is older than one that was handled. Nobody waits for an answer. */
  readonly answer: Answer | null;
  readonly nudges: readonly Nudge[];
}
