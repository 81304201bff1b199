import type { Limit } from '../limit.ts';

/** Among how many gateways an absent control's amounts are shared if it never said how many there are. */
const UNKNOWN_HOLDERS = 8;

/**
 * How much one gateway may admit beyond its lease in one absence of control: its share, and of a rate what the share gains meanwhile.
 * @param holders as control last counted; 0 if it never did
 * @param silentMs since control was last heard
 */
export function allowanceOf(limit: Limit, holders: number, silentMs: number): bigint {
  const share =
    limit.awayAllowance ?? limit.amount / BigInt(holders === 0 ? UNKNOWN_HOLDERS : holders);
  const { shape } = limit;
  if (shape.kind !== 'rate' || !Number.isFinite(silentMs)) return share;
  return share + (share * BigInt(Math.floor(silentMs))) / BigInt(shape.perMs);
}
