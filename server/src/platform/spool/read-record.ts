import { type RecordPart, RecordType, type SpoolRecord } from './record.ts';
import { ID_BYTES, readId } from './record-codec.ts';
import { readBeginV1, readEndV1 } from './record-v1.ts';

/** Where a record's payload begins in its body, which is all of it but the framing. */
const PAYLOAD_AT = 1;
const REMEMBERED_NAMES = 32;

export function isBegin(type: number): boolean {
  return type === RecordType.begin || type === RecordType.beginV1;
}

export function isEnd(type: number): boolean {
  return type === RecordType.end || type === RecordType.endV1;
}

/** Reads records that come one after the other, whose kinds and roles are few. */
export class RecordReader {
  readonly #names: string[] = [];

  /**
   * Reads the body of a begin or end of any version, whose checksum holds; null where it is neither, or its lengths contradict one
   * another. Shares the body's memory.
   */
  read(body: Buffer): SpoolRecord | null {
    if (body.length < PAYLOAD_AT + ID_BYTES) return null;
    switch (body[0]) {
      case RecordType.begin:
      case RecordType.end:
        return this.#read(body);
      case RecordType.beginV1:
        return readBeginV1(body.subarray(PAYLOAD_AT));
      case RecordType.endV1:
        return readEndV1(body.subarray(PAYLOAD_AT));
      default:
        return null;
    }
  }

  #read(body: Buffer): SpoolRecord | null {
    let at = PAYLOAD_AT + ID_BYTES;
    const kind = this.#name(body, at);
    if (kind === null) return null;
    at += 1 + kind.length;
    if (at + 2 > body.length) return null;
    const count = body.readUInt16LE(at);
    at += 2;
    const parts: RecordPart[] = [];
    for (let part = 0; part < count; part++) {
      const role = this.#name(body, at);
      if (role === null) return null;
      at += 1 + role.length;
      if (at + 4 > body.length) return null;
      const length = body.readUInt32LE(at);
      at += 4;
      if (at + length > body.length) return null;
      parts.push({ role, bytes: body.subarray(at, at + length) });
      at += length;
    }
    return at === body.length ? { id: readId(body, PAYLOAD_AT), kind, parts } : null;
  }

  /** A name that came before is found again without making a text of it, which takes longer than all else here. */
  #name(body: Buffer, at: number): string | null {
    const length = body[at];
    if (length === undefined || at + 1 + length > body.length) return null;
    for (const name of this.#names) if (stands(name, body, at + 1, length)) return name;
    const name = body.toString('latin1', at + 1, at + 1 + length);
    if (this.#names.length < REMEMBERED_NAMES) this.#names.push(name);
    return name;
  }
}

function stands(name: string, body: Buffer, at: number, length: number): boolean {
  if (name.length !== length) return false;
  for (let i = 0; i < length; i++) if (body[at + i] !== name.charCodeAt(i)) return false;
  return true;
}
