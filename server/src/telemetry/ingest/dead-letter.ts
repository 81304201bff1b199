import type { Frame, SpoolRecord } from '../../platform/spool/record.ts';
import { encodeRecord } from '../../platform/spool/record-batch.ts';
import { readRequestRecord } from '../request-record.ts';
import { bytes, instant, longText, text } from './fields.ts';

const KEPT_SECONDS = 30 * 86_400;
/** A header is some kilobytes; one that is not is part of what is wrong. */
const MAX_HEADER_BYTES = 1 << 20;
const NOTHING = Buffer.alloc(0);

/** Why a record became a dead letter, and how much of it is kept. */
export interface Buried {
  readonly projectId: string;
  readonly reason: string;
  /**
   * `all`: the record itself too, which a later version can read. `header`: the record says itself, or it is not known, that its
   * bodies are not to be kept.
   */
  readonly keep: 'all' | 'bodies' | 'header';
}

/** The row of `dead_letters` for a record of which not everything, or nothing, can be made into rows. */
export function deadLetterRow(
  frame: Frame,
  position: number,
  record: SpoolRecord,
  { projectId, reason, keep }: Buried,
): string {
  const { header, request, response } = readRequestRecord(record);
  return [
    text(projectId),
    frame.spoolId,
    frame.number,
    position,
    instant(frame.cutAtUs),
    text(record.id),
    longText(reason),
    bytes(header.subarray(0, MAX_HEADER_BYTES)),
    bytes(keep === 'bodies' ? request : NOTHING),
    bytes(keep === 'bodies' ? response : NOTHING),
    text(record.kind),
    bytes(keep === 'all' ? encodeRecord(record) : NOTHING),
    Math.min(Math.ceil(frame.cutAtUs / 1e6) + KEPT_SECONDS, 4_294_967_295),
  ].join(',');
}
