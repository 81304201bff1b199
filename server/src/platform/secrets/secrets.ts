import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SignalboxError } from '../errors/index.ts';
import type { MasterKey } from './master-key.ts';

/** Where a secret is stored. A ciphertext opens nowhere else, so that rows cannot be exchanged. */
interface SecretPlace {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what PostgreSQL stores of secrets: AES-256-GCM with a random nonce, as `v1.<key id>.<base64url>`. The
 * version, the key's id and the place are authenticated with it.
 */
export class Secrets {
  readonly #master: MasterKey;

  constructor(master: MasterKey) {
    this.#master = master;
  }

  get keyId(): string {
    return this.#master.id;
  }

  encrypt(text: string, place: SecretPlace): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#master.key, nonce);
    cipher.setAAD(additionalData(this.keyId, place));
    const sealed = Buffer.concat([
      nonce,
      cipher.update(text, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return `v1.${this.keyId}.${sealed.toString('base64url')}`;
  }

  /** Throws `secret_key_wrong` where the ciphertext was made with another key, for another place, or was changed. */
  decrypt(ciphertext: string, place: SecretPlace): string {
    const [version, keyId, body = ''] = ciphertext.split('.');
    const sealed = Buffer.from(body, 'base64url');
    if (version !== 'v1' || keyId !== this.keyId || sealed.length < NONCE_BYTES + TAG_BYTES)
      throw unreadable(place, keyId);
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.#master.key,
      sealed.subarray(0, NONCE_BYTES),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAAD(additionalData(this.keyId, place));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      throw unreadable(place, keyId);
    }
  }
}

/** A JSON array, since plain joining would let parts run into each other. */
function additionalData(keyId: string, place: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify(['v1', keyId, place.table, place.row, place.column]));
}

function unreadable(place: SecretPlace, keyId: string | undefined): SignalboxError {
  return new SignalboxError(
    'secret_key_wrong',
    `${place.table}.${place.column} of ${place.row} cannot be decrypted (made with key ${keyId ?? 'none'})`,
    'Start with the master key that it was encrypted with, or set the secret anew.',
  );
}
