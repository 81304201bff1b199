import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { SignalboxError } from '../errors/index.ts';

/** The key that wraps the keys of segments, and a short name of it by which a segment says which key it needs. */
export interface GatewayKey {
  readonly key: KeyObject;
  readonly id: Buffer;
}

export const KEY_ID_BYTES = 8;

/** Reads a gateway's key file (64 hex digits), making it with mode 0600, atomically, where there is none. */
export function loadGatewayKey(path: string): GatewayKey {
  const bytes = read(path) ?? create(path);
  if (bytes.length !== 32) {
    throw new SignalboxError(
      'data_unusable',
      `${path} is not a gateway's key file`,
      'Put back the one from your backup; without it, spools written with it cannot be read. To go on without them, remove it.',
    );
  }
  const digest = createHash('sha256').update('signalbox-gateway-key:').update(bytes).digest();
  return { key: createSecretKey(bytes), id: digest.subarray(0, KEY_ID_BYTES) };
}

function read(path: string): Buffer | null {
  try {
    return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written beside and linked into place: of two processes that start together, both read what the first has linked. */
function create(path: string): Buffer {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return read(path) ?? Buffer.alloc(0);
}
