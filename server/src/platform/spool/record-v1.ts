import type { RecordPart, SpoolRecord } from './record.ts';
import { ID_BYTES, readId } from './record-codec.ts';

/**
 * Begins and ends as version 1 wrote them: requests only, with three parts that had no names.
 *
 *   begin  u8[16] request id · header (a JSON object, to the end)
 *   end    u8[16] request id · u32 header length · header (a JSON object) · u32 request length · request body
 *          · u32 response length · response body
 *
 * Spools and frames of that version are read for as long as anyone may have one.
 */
const KIND = 'request';
const ROLES = ['header', 'request', 'response'] as const;

/** Both share the payload's memory. */
export function readBeginV1(payload: Buffer): SpoolRecord {
  const header = { role: ROLES[0], bytes: payload.subarray(ID_BYTES) };
  return { id: readId(payload, 0), kind: KIND, parts: [header] };
}

/** Null where the lengths contradict one another. */
export function readEndV1(payload: Buffer): SpoolRecord | null {
  const parts: RecordPart[] = [];
  let at = ID_BYTES;
  for (const role of ROLES) {
    if (at + 4 > payload.length) return null;
    const length = payload.readUInt32LE(at);
    at += 4;
    if (at + length > payload.length) return null;
    parts.push({ role, bytes: payload.subarray(at, at + length) });
    at += length;
  }
  return at === payload.length ? { id: readId(payload, 0), kind: KIND, parts } : null;
}
