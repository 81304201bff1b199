import type { EndRecord, Frame } from '../../platform/spool/record.ts';
import type { Checked } from './check-record.ts';
import { bytes, instant, longText, text } from './fields.ts';

const KEPT_SECONDS = 30 * 86_400;
/** A header is some kilobytes; one that is not is part of what is wrong. */
const MAX_HEADER_BYTES = 1 << 20;

/** The row of `dead_letters` for a record that no row can be made of. */
export function deadLetterRow(
  frame: Frame,
  position: number,
  record: EndRecord,
  why: Pick<Extract<Checked, { ok: false }>, 'projectId' | 'reason' | 'withoutBodies'>,
): string {
  return [
    text(why.projectId),
    frame.spoolId,
    frame.number,
    position,
    instant(frame.cutAtUs),
    text(record.id),
    longText(why.reason),
    bytes(record.header.subarray(0, MAX_HEADER_BYTES)),
    why.withoutBodies ? '' : bytes(record.request),
    why.withoutBodies ? '' : bytes(record.response),
    Math.min(Math.ceil(frame.cutAtUs / 1e6) + KEPT_SECONDS, 4_294_967_295),
  ].join(',');
}
