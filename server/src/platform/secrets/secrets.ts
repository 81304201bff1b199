import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SignalboxError } from '../errors/index.ts';
import type { MasterKey } from './master-key.ts';

/** Where a secret is stored. A ciphertext opens nowhere else, so that rows cannot be exchanged. */
interface SecretCell {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what PostgreSQL stores of secrets: AES-256-GCM with a random nonce, as `v1.<key id>.<base64url>`. The
 * version, the key's id and the cell are authenticated with it.
 */
export class Secrets {
  readonly #master: MasterKey;

  constructor(master: MasterKey) {
    this.#master = master;
  }

  get keyId(): string {
    return this.#master.id;
  }

  encrypt(text: string, cell: SecretCell): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#master.key, nonce);
    cipher.setAAD(additionalData(this.keyId, cell));
    const sealed = Buffer.concat([
      nonce,
      cipher.update(text, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return `v1.${this.keyId}.${sealed.toString('base64url')}`;
  }

  /** Throws `secret_key_wrong` where the ciphertext was made with another key, for another cell, or was changed. */
  decrypt(ciphertext: string, cell: SecretCell): string {
    const [version, keyId, body = ''] = ciphertext.split('.');
    const sealed = Buffer.from(body, 'base64url');
    if (version !== 'v1' || keyId !== this.keyId || sealed.length < NONCE_BYTES + TAG_BYTES)
      throw unreadable(cell, keyId);
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.#master.key,
      sealed.subarray(0, NONCE_BYTES),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAAD(additionalData(this.keyId, cell));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      throw unreadable(cell, keyId);
    }
  }
}

/** A JSON array, since plain joining would let parts run into each other. */
function additionalData(keyId: string, cell: SecretCell): Buffer {
  return Buffer.from(JSON.stringify(['v1', keyId, cell.table, cell.row, cell.column]));
}

function unreadable(cell: SecretCell, keyId: string | undefined): SignalboxError {
  return new SignalboxError(
    'secret_key_wrong',
    `${cell.table}.${cell.column} of ${cell.row} cannot be decrypted (made with key ${keyId ?? 'none'})`,
    'Start with the master key that it was encrypted with, or set the secret anew.',
  );
}
