import { joinWants, wantOf } from './demand.ts';
import { type HeldLease, statementOf } from './held-lease.ts';
import type { LeaseTerms } from './lease-terms.ts';
import type { Answer, LeaseAnswer, Statement } from './messages.ts';

/** What a report says of one lease. */
export interface Said {
  readonly lease: HeldLease;
  /** As they were when it was said. */
  readonly changes: number;
  readonly served: number;
  readonly statement: Statement;
}

/** A report that is under way, and waits for its answer until `until`. */
export interface Flight {
  readonly seq: number;
  readonly sentAt: number;
  readonly until: number;
  readonly said: readonly Said[];
}

/** Whoever waits for the lease is spoken for with this. */
export function say(lease: HeldLease, terms: LeaseTerms): Said {
  const want = wantOf(lease, terms);
  if (!lease.over) lease.counter.short = null;
  const { changes, served } = lease;
  return { lease, changes, served, statement: statementOf(lease, want) };
}

/** What was said, with what control answers to it. */
export function answersTo(
  { said }: Flight,
  answer: Answer,
): { readonly said: Said; readonly told: LeaseAnswer }[] {
  return said.flatMap((one, i) => {
    const told = answer.leases[i];
    return told?.epoch === one.lease.epoch ? [{ said: one, told }] : [];
  });
}

/** Nobody may have heard what the report asked for: it is still wanted. */
export function wantAgain({ said }: Flight): void {
  for (const { lease, statement } of said) {
    const { want } = statement;
    if (want !== null && want.least > 0n && !lease.over)
      lease.counter.short = joinWants(lease.counter.short, want);
  }
}
