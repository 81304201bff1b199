import { formatExactTime } from '../ui/formats.ts';

const DAY_MS = 86_400_000;
/** A relative range of exactly the project's retention begins when the oldest kept request did, and misses nothing. */
const LEEWAY_MS = 60_000;

export interface Kept {
  /** How many days the project keeps requests. */
  readonly days: number;
  /** Since when requests are there, ms: what is older was deleted, and nobody knows any more whether there was anything. */
  readonly since: number;
}

export function keptSince(retentionDays: number, now: number): Kept {
  return { days: retentionDays, since: now - retentionDays * DAY_MS };
}

/** Whether a part of the range is older than what is kept. */
export function isCut(range: { readonly from: string }, kept: Kept): boolean {
  return Date.parse(range.from) < kept.since - LEEWAY_MS;
}

/** Whether nothing of the range can be there any more. */
export function isGone(range: { readonly to: string }, kept: Kept): boolean {
  return Date.parse(range.to) <= kept.since;
}

/** The day since when requests are there, in the reader's time zone. */
export function keptDay(kept: Kept): string {
  return formatExactTime(new Date(kept.since).toISOString()).slice(0, 10);
}
