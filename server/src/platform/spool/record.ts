/**
 * The record of a spool, as plain bytes before encryption. All integers are little endian.
 *
 *   u32 length of what follows the checksum · u32 CRC-32 of it · u8 type · payload
 *
 * Payloads:
 *   begin  u8[16] request id · header (a JSON object, to the end)
 *   end    u8[16] request id · u32 header length · header (a JSON object) · u32 request length · request body · u32 response length · response body
 *   cut    u64 frame number · u64 cut time (microseconds since the epoch) · u32 how many ends the frame holds
 *          · u32 segment and u64 offset of its first end · u32 segment and u64 offset just past its last end
 *
 * A frame is every end record in the range of its cut, in order, each whole; ranges follow one another and every end is in
 * one. Begins of requests that take long may be written again in a later segment, so that an old one can go.
 */
export const RecordType = { begin: 1, end: 2, cut: 3 } as const;

/** One ended request as it travels in a frame. Header and bodies are the gateway's bytes, untouched. */
export interface EndRecord {
  /** UUIDv7 as text. */
  readonly id: string;
  /** JSON bytes of the feature's header (telemetry's `RequestEnd`). */
  readonly header: Buffer;
  readonly request: Buffer;
  readonly response: Buffer;
}

/** A batch of ended requests: never changed once cut, and sent again unchanged until acknowledged. */
export interface Frame {
  readonly version: 1;
  /** UUIDv7 of one life of one gateway process. */
  readonly spoolId: string;
  /** 1, 2, 3 … without gaps within a spool. */
  readonly number: number;
  readonly cutAtUs: number;
  readonly records: readonly EndRecord[];
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
