import type { RequestEnd } from '../record.ts';

const DAY_US = 86_400e6;
const BACK_US = 7 * DAY_US;
const AHEAD_US = 3_600e6;
/** ClickHouse's DateTime ends in 2106. */
const LAST_SECOND = 4_294_967_295;
const MAX_RETENTION_DAYS = 36_500;

/** Where in time the rows of a request lie. */
export interface RowTimes {
  readonly startedAtUs: number;
  /** What the gateway said, where it lies too far from the cut. */
  readonly claimedUs: number | null;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
  /** `YYYY-MM-DD` in UTC. */
  readonly day: string;
  /** When the day's last row of the same retention expires, for what the rows of a day share. */
  readonly dayExpiresAt: number;
}

/**
 * Puts a request into the time around its frame's cut: more than 100 days in one insert are refused by the store, so that one
 * gateway with a wrong clock would hold up all. Depends on nothing but the frame, so a replay gives the same rows.
 */
export function rowTimes(end: RequestEnd, cutAtUs: number): RowTimes {
  const startedAtUs = Math.min(
    Math.max(end.started_at_us, cutAtUs - BACK_US, 0),
    cutAtUs + AHEAD_US,
  );
  const retention = Math.min(end.retention_days, MAX_RETENTION_DAYS) * 86_400;
  const midnight = Math.floor(startedAtUs / DAY_US) * 86_400;
  return {
    startedAtUs,
    claimedUs: startedAtUs === end.started_at_us ? null : end.started_at_us,
    expiresAt: Math.min(Math.ceil(startedAtUs / 1e6) + retention, LAST_SECOND),
    day: dayOf(midnight),
    dayExpiresAt: Math.min(midnight + 86_400 + retention, LAST_SECOND),
  };
}

function dayOf(midnight: number): string {
  return new Date(midnight * 1000).toISOString().slice(0, 10);
}
