import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

/** RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const INFO = new TextEncoder().encode('signalbox sealed v1');
const ENCAPSULATED_BYTES = 32;

/** A process's pair of keys for secrets sent to it. The private half never leaves its memory. */
export interface SealingKeys {
  /** base64url of the 32 raw bytes. */
  readonly publicKey: string;
  /** Throws where the text was sealed to another key, for another context, or was changed. */
  readonly open: (sealed: string, context: string) => Promise<string>;
}

export async function makeSealingKeys(): Promise<SealingKeys> {
  const pair = await suite.kem.generateKeyPair();
  const raw = await suite.kem.serializePublicKey(pair.publicKey);
  return {
    publicKey: Buffer.from(raw).toString('base64url'),
    async open(sealed, context) {
      const [version, body = ''] = sealed.split('.');
      if (version !== 's1') throw new Error('not a sealed text of a version known here');
      const bytes = Buffer.from(body, 'base64url');
      const plain = await suite.open(
        {
          recipientKey: pair.privateKey,
          enc: toArrayBuffer(bytes.subarray(0, ENCAPSULATED_BYTES)),
          info: INFO,
        },
        toArrayBuffer(bytes.subarray(ENCAPSULATED_BYTES)),
        toArrayBuffer(Buffer.from(context)),
      );
      return Buffer.from(plain).toString('utf8');
    },
  };
}

/** Seals `text` to whoever holds the private half, bound to `context`; different each time. `s1.<base64url>`. */
export async function sealTo(publicKey: string, text: string, context: string): Promise<string> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(
    toArrayBuffer(Buffer.from(publicKey, 'base64url')),
  );
  const { enc, ct } = await suite.seal(
    { recipientPublicKey, info: INFO },
    toArrayBuffer(Buffer.from(text)),
    toArrayBuffer(Buffer.from(context)),
  );
  return `s1.${Buffer.concat([Buffer.from(enc), Buffer.from(ct)]).toString('base64url')}`;
}

/** An ArrayBuffer of exactly these bytes: a Buffer's own may be a shared pool. */
function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
