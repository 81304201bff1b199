import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Config, MASTER_KEY_FORM } from '../config/index.ts';
import { SignalboxError } from '../errors/index.ts';

export interface MasterKey {
  /** Stands in every ciphertext; says nothing about the key. */
  readonly id: string;
  readonly key: KeyObject;
  /** Where it came from, for messages. */
  readonly source: string;
  /** The file that this call made, if it made one. */
  readonly created: string | null;
}

const KEY_BYTES = 32;

/**
 * The key that secrets in PostgreSQL are encrypted with: of `SIGNALBOX_SECRET_KEY`, else of `DATA/secret.key`, which is
 * made where it is missing (mode 0600, whole or not at all). Throws `config_invalid`.
 */
export function loadMasterKey(config: Pick<Config, 'secretKey' | 'data'>): MasterKey {
  if (config.secretKey !== null) return toMasterKey(config.secretKey, 'SIGNALBOX_SECRET_KEY', null);
  const path = join(config.data, 'secret.key');
  const existing = readIfThere(path);
  if (existing !== null) return toMasterKey(existing, path, null);
  const made = makeFile(path);
  return toMasterKey(readFileSync(path, 'utf8'), path, made ? path : null);
}

function toMasterKey(text: string, source: string, created: string | null): MasterKey {
  const digits = MASTER_KEY_FORM.pattern.exec(text)?.[1];
  if (digits === undefined) {
    throw new SignalboxError(
      'config_invalid',
      `${source} holds no master key`,
      MASTER_KEY_FORM.takes,
    );
  }
  const bytes = Buffer.from(digits, digits.length === 2 * KEY_BYTES ? 'hex' : 'base64');
  const id = createHmac('sha256', bytes).update('signalbox key id').digest('hex').slice(0, 16);
  return { id, key: createSecretKey(bytes), source, created };
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** False: another process made it first. Flushed to disk, since all that it encrypts is lost with it. */
function makeFile(path: string): boolean {
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
  return true;
}
