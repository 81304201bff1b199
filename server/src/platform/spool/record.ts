/**
 * The record of a spool, as plain bytes before encryption. All integers are little endian.
 *
 *   u32 length of what follows the checksum · u32 CRC-32 of it · u8 type · payload
 *
 * Payloads:
 *   begin, end  u8[16] id · name of the kind · u16 how many parts · each part: name of its role · u32 length · bytes
 *               (a name is u8 length · so many ASCII characters)
 *   cut         u64 frame number · u64 cut time (microseconds since the epoch) · u32 how many ends the frame holds
 *               · u32 segment and u64 offset of its first end · u32 segment and u64 offset just past its last end
 *
 * A frame is every end record in the range of its cut, in order, each whole; ranges follow one another and every end is in
 * one. Begins of what takes long may be written again in a later segment, so that an old one can go.
 *
 * Begins and ends of version 1 had types of their own, which are still read (`record-v1.ts`), so that a record says itself what
 * it is, whichever segment or frame it stands in.
 */
export const RecordType = { beginV1: 1, endV1: 2, cut: 3, begin: 4, end: 5 } as const;

/** Bytes with what they are: `header`, `request`, `response`. They are the feature's, untouched. */
export interface RecordPart {
  readonly role: string;
  readonly bytes: Buffer;
}

/**
 * What a begin or an end says of one thing that happened. Kinds and roles are the features' (telemetry's `request-record.ts` has
 * the first), open-ended, and nothing to the spool: what a later build calls something is kept and delivered like anything else.
 */
export interface SpoolRecord {
  /** UUIDv7 as text. */
  readonly id: string;
  /** As a role a lower-case word: up to 64 of `a-z`, `0-9`, `_`, `.` and `-`, the first a letter. */
  readonly kind: string;
  readonly parts: readonly RecordPart[];
}

/** A batch of ended records: never changed once cut, and sent again unchanged until acknowledged. */
export interface Frame {
  /** 1: it was cut by a build of version 1, or holds nothing but records of that version. */
  readonly version: 1 | 2;
  /** UUIDv7 of one life of one gateway process. */
  readonly spoolId: string;
  /** 1, 2, 3 … without gaps within a spool. */
  readonly number: number;
  readonly cutAtUs: number;
  readonly records: readonly SpoolRecord[];
}

/** A place in a spool: the file's number and the byte in it. */
export interface Position {
  readonly segment: number;
  readonly offset: number;
}

/** What a cut record says: which ends make a frame. */
export interface Cut {
  readonly number: number;
  readonly cutAtUs: number;
  readonly count: number;
  readonly start: Position;
  readonly end: Position;
}
