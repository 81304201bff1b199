import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { type GatewayKey, KEY_ID_BYTES } from './gateway-key.ts';
import { readId, readU64, writeId, writeU64 } from './record-codec.ts';

/**
 * The first bytes of a segment, in the clear. All integers are little endian.
 *
 *   0 "SBXSPOOL" · 8 u16 version · 10 u16 header's length · 12 u32 number · 16 u8[16] spool id · 32 u64 length of the
 *   segment before it · 40 u64 frames cut before it · 48 u8[8] gateway key's id · 56 u8[12] nonce · 68 u8[32] the segment's
 *   key under AES-256-GCM with the gateway's key, all before the nonce as additional data · 100 u8[16] tag · 116 zeroes
 *
 * The length of the one before says how far that one must be readable: what lies past it was never acknowledged. The count of
 * frames lets numbers go on where every earlier segment is gone.
 */
const MAGIC = Buffer.from('SBXSPOOL');
/** 2 since records have kinds and parts; nothing else changed. */
const SEGMENT_VERSION = 2;
export const SEGMENT_HEADER_BYTES = 128;
const NONCE_AT = 48 + KEY_ID_BYTES;

export interface SegmentHeader {
  readonly number: number;
  readonly spoolId: string;
  readonly previousLength: number;
  readonly framesBefore: number;
}

export type ReadHeader =
  | { readonly ok: true; readonly header: SegmentHeader; readonly key: KeyObject }
  /** `torn`: never completely written. `newer`: a later version of Signalbox. `locked`: another gateway key. */
  | { readonly ok: false; readonly reason: 'torn' | 'newer' | 'locked' | 'damaged' };

/** A header with a fresh key for its segment. */
export function makeHeader(
  header: SegmentHeader,
  gatewayKey: GatewayKey,
): { readonly bytes: Buffer; readonly key: KeyObject } {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
  MAGIC.copy(bytes, 0);
  bytes.writeUInt16LE(SEGMENT_VERSION, 8);
  bytes.writeUInt16LE(SEGMENT_HEADER_BYTES, 10);
  bytes.writeUInt32LE(header.number, 12);
  writeId(header.spoolId, bytes, 16);
  writeU64(bytes, header.previousLength, 32);
  writeU64(bytes, header.framesBefore, 40);
  gatewayKey.id.copy(bytes, 48);
  const nonce = randomBytes(12);
  const key = randomBytes(32);
  const cipher = createCipheriv('aes-256-gcm', gatewayKey.key, nonce);
  cipher.setAAD(bytes.subarray(0, NONCE_AT));
  nonce.copy(bytes, NONCE_AT);
  cipher.update(key).copy(bytes, NONCE_AT + 12);
  cipher.final();
  cipher.getAuthTag().copy(bytes, NONCE_AT + 44);
  return { bytes, key: createSecretKey(key) };
}

export function readHeader(bytes: Buffer, gatewayKey: GatewayKey): ReadHeader {
  if (bytes.length < SEGMENT_HEADER_BYTES) return { ok: false, reason: 'torn' };
  if (!bytes.subarray(0, 8).equals(MAGIC)) return { ok: false, reason: 'damaged' };
  if (bytes.readUInt16LE(8) > SEGMENT_VERSION) return { ok: false, reason: 'newer' };
  if (!bytes.subarray(48, NONCE_AT).equals(gatewayKey.id)) return { ok: false, reason: 'locked' };
  const decipher = createDecipheriv(
    'aes-256-gcm',
    gatewayKey.key,
    bytes.subarray(NONCE_AT, NONCE_AT + 12),
    { authTagLength: 16 },
  );
  decipher.setAAD(bytes.subarray(0, NONCE_AT));
  decipher.setAuthTag(bytes.subarray(NONCE_AT + 44, NONCE_AT + 60));
  try {
    const key = decipher.update(bytes.subarray(NONCE_AT + 12, NONCE_AT + 44));
    decipher.final();
    return {
      ok: true,
      key: createSecretKey(key),
      header: {
        number: bytes.readUInt32LE(12),
        spoolId: readId(bytes, 16),
        previousLength: readU64(bytes, 32),
        framesBefore: readU64(bytes, 40),
      },
    };
  } catch {
    // Authentication failed although the key's id matches: the bytes were changed.
    return { ok: false, reason: 'damaged' };
  }
}
