/*
 * How gateways share a limit that none of them may overspend, and none asks anybody about while it serves.
 *
 * Each limit has a *counter* for each subject that it holds for (one for a named key; one for each end user under `*`). Control
 * keeps the counters, durably. A gateway takes a part of a counter's amount in advance, a *lease*, and admits requests against it
 * by itself: it *reserves* an upper bound before each attempt, at every level or at none, and *settles* what it was after it.
 *
 *   gateway                                   control
 *     │  Report 7: lease 3 of key/k1: spent 40, │
 *     │  still held 10; I want 5 to 100 more    │   One message of a gateway is under way at a time. It says, for every
 *     │────────────────────────────────────────▶│   lease that changed, what was spent on it in all and what is still
 *     │  Answer 7: lease 3: 60 more; its window │   held: not what is new, so that saying it twice says nothing more.
 *     │  ends in 20 s; you owe 0                │   Control handles it in one transaction, and what it grants is booked
 *     │◀────────────────────────────────────────│   as held by that gateway before the answer leaves.
 *
 * Numbers (`seq`) make it safe without any promise of the network. Control handles a report only if its number is above all that it
 * handled from this holder: a doubled or late one has no effect. A gateway takes only the answer to its last report, and once.
 * Whatever is lost is lost on the safe side: control believes that a gateway holds more than it does, until the next report, which
 * says what it holds and thereby gives back what it never heard of. A gateway that gives something back lets go of it *before* it
 * says so; control books a grant *before* it says so; so the sum of what is spent and held anywhere never exceeds the amount.
 *
 * A lease is of one window of its budget and has an *epoch*, a number that its holder never uses again. When its window ends, its
 * holder stops reserving on it, and what is still reserved on it is settled to it: a reservation belongs to the window in which it
 * was made. A lease with nothing in use is given back (`done`), after which nobody remembers it. So counters and leases exist only
 * for what is in use.
 *
 * Time. All leases of a holder are good for one term from its last report on: the gateway counts 80% of a term from when it *sent*
 * the report, on its monotonic clock, then reserves nothing; control counts a whole one from when it *handled* it, on its own. So a
 * gateway has stopped when control takes it for gone, as long as no clock runs more than a quarter faster than the other. No wall
 * clock takes part in this; that of control decides only which window it is.
 *
 * What happens when
 * - a message is lost, doubled, late or overtaken: the next report says all that the lost one did; nothing is counted twice.
 * - control dies: its books are durable; gateways spend what they hold until 80% of the term is over, and ask again meanwhile. A
 *   term begins anew with the control that is back, since nobody knows how long it was gone.
 * - a gateway cannot reach control: after 80% of the term it reserves nothing more, or, where the limit says `allow_bounded`, a
 *   bounded amount once. Control goes on counting as spent what the gateway held. When it is back, its first report says what it
 *   spent, and gives back all that is free.
 * - a gateway dies: what it held counts as spent. Its records are in its spool; whoever adopts that delivers them, and then says
 *   what each lease was truly spent on (`settled`): the rest is free again. A call that had begun and of which nothing is known
 *   counts at its bound, as `assumed`. If the spool is gone too, an operator forfeits the holder: what it held becomes spent for
 *   good, or is given free. Both end the holder: should it live after all, it is told so (`fenced`), and goes on under a new name.
 * - a slot's holder is silent: its slots are free again when its calls must be over: a term and a call's longest duration later.
 *   What a silent holder held of a rate is free after the term, since by then the bucket is full of what came after.
 * - amounts run out while others hold some: control writes down who waits for how much, in order, and lets nobody who came later
 *   have it. Holders are told what they owe, in the answer to their next report or at once by a `Nudge` (which may be lost), and give
 *   it back before they serve themselves.
 */

/** What a holder asks for on top of what it holds. */
export interface Want {
  /** Less than this is of no use, since a request waits for it; 0 when none waits. */
  readonly least: bigint;
  /** What would spare it from asking for a while. */
  readonly ideal: bigint;
}

/** What a holder says of one lease: all of it, every time. */
export interface Statement {
  readonly limit: string;
  readonly subject: string;
  readonly epoch: number;
  /** Start of the lease's window; null until control has said it. */
  readonly window: number | null;
  /** Settled in all, `assumed` included. */
  readonly spent: bigint;
  /** The part of `spent` of which only the bound is known. */
  readonly assumed: bigint;
  /** Free and reserved. */
  readonly held: bigint;
  /** Requests were admitted on it since what control has confirmed: in the queue, its holder goes behind whoever got nothing. */
  readonly served: boolean;
  /** Nothing is held or wanted, and this epoch is not heard of again. */
  readonly done: boolean;
  readonly want: Want | null;
}

export interface Report {
  /** One life of one gateway process. */
  readonly holder: string;
  readonly seq: number;
  readonly statements: readonly Statement[];
}

export interface Answer {
  readonly seq: number;
  /** The holder was settled or forfeited: it holds nothing any more, and must go on under another name. */
  readonly fenced: boolean;
  readonly leases: readonly LeaseAnswer[];
}

export interface LeaseAnswer {
  readonly epoch: number;
  /** False: control has no such limit, and nothing of this lease matters. */
  readonly known: boolean;
  readonly window: number;
  /** 0 when the lease's window is over; null when it never is. */
  readonly endsInMs: number | null;
  /** To be added to what is held. */
  readonly grant: bigint;
  /** What others wait for, and this holder is to give back as soon as it is free. */
  readonly owed: bigint;
  /**
   * What became of `want.least`. `waiting`: others hold enough, or it will have been refilled; the place in the queue is kept.
   * `exhausted`: it does not exist in this window, or never (`retryInMs` null).
   */
  readonly verdict: 'granted' | 'waiting' | 'exhausted';
  readonly retryInMs: number | null;
  /** Whether a soft limit's amount is used up. */
  readonly exceeded: boolean;
  /** What nobody holds after this answer. */
  readonly left: bigint;
  /** How many live holders the counter has, the asking one included. */
  readonly holders: number;
}

/** Control to a holder, at any time: others wait for this. A hint: losing it costs time only. */
export interface Nudge {
  readonly holder: string;
  readonly epoch: number;
  readonly owed: bigint;
}

/** What the records of a dead holder say of one of its leases. */
export interface LeaseTruth {
  readonly limit: string;
  readonly subject: string;
  readonly epoch: number;
  readonly window: number | null;
  /** In all, `assumed` included. */
  readonly spent: bigint;
  readonly assumed: bigint;
}

/** What a reservation took from one lease: goes into the request's record, so that a dead holder's leases can be settled. */
export interface LeaseUse {
  readonly limit: string;
  readonly subject: string;
  readonly epoch: number;
  readonly window: number | null;
  readonly bound: bigint;
}
