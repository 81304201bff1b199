import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, statSync, utimesSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Logger } from '../log/index.ts';
import type { DigestedOp } from './state.ts';
import { WireOp } from './types.ts';

const Content = z.object({
  v: z.literal(1),
  generation: z.number().int(),
  hash: z.string(),
  entities: z.array(WireOp),
});

const MAGIC = Buffer.from('sbxcfg1\n');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MIN_WRITE_MS = 1_000;
const TOUCH_MS = 10_000;

export interface CachedConfig {
  readonly generation: number;
  readonly hash: string;
  readonly entities: readonly DigestedOp[];
  /** How long ago control was last heard of, ms by the wall clock. */
  readonly ageMs: number;
}

/**
 * A follower's state on its disk, encrypted (AES-256-GCM) since opened credentials are in it. Written aside and renamed;
 * the file's time is when control was last heard of, so that a restart does not make old news young.
 */
export class ConfigCache {
  readonly #path: string;
  readonly #key: Buffer;
  readonly #log: Logger;
  #writing: Promise<void> | null = null;
  #unwritten: (() => Omit<CachedConfig, 'ageMs'>) | null = null;
  #hurry: () => void = () => {};
  #wroteAt = Number.NEGATIVE_INFINITY;
  #touchedAt = Number.NEGATIVE_INFINITY;

  constructor(options: { path: string; key: Buffer }, log: Logger) {
    this.#path = options.path;
    this.#key = options.key;
    this.#log = log;
  }

  /** Null where there is none, or where it was written under another key or in another format. */
  read(): CachedConfig | null {
    try {
      const bytes = readFileSync(this.#path);
      const { mtimeMs } = statSync(this.#path);
      const { generation, hash, entities } = Content.parse(JSON.parse(this.#decrypt(bytes)));
      return { generation, hash, entities, ageMs: Math.max(0, Date.now() - mtimeMs) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.#log.warn({ err: error, path: this.#path }, 'the kept configuration is unreadable');
      return null;
    }
  }

  /** Writes what `content` gives when the write begins: at once, or a second after the write before. */
  save(content: () => Omit<CachedConfig, 'ageMs'>): void {
    this.#unwritten = content;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
    });
  }

  /** Control was heard of. Cheap: the file's time, every ten seconds. */
  touch(): void {
    const now = performance.now();
    if (this.#writing !== null || now - this.#touchedAt < TOUCH_MS) return;
    this.#touchedAt = now;
    const seconds = Date.now() / 1_000;
    try {
      utimesSync(this.#path, seconds, seconds);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.#log.warn({ err: error, path: this.#path }, 'the configuration could not be kept');
    }
  }

  /** Everything asked for is written, without waiting for its second. */
  async flush(): Promise<void> {
    this.#hurry();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#unwritten !== null) {
      await this.#pause(this.#wroteAt + MIN_WRITE_MS - performance.now());
      const content = this.#unwritten;
      this.#unwritten = null;
      try {
        await this.#write(content());
      } catch (error) {
        this.#log.warn({ err: error, path: this.#path }, 'the configuration could not be kept');
      }
      this.#wroteAt = performance.now();
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #write(content: Omit<CachedConfig, 'ageMs'>): Promise<void> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    cipher.setAAD(MAGIC);
    const body = cipher.update(JSON.stringify({ v: 1, ...content }), 'utf8');
    const bytes = Buffer.concat([MAGIC, nonce, body, cipher.final(), cipher.getAuthTag()]);
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const draft = `${this.#path}.${process.pid}`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(draft, this.#path);
  }

  #decrypt(bytes: Buffer): string {
    const body = MAGIC.length + NONCE_BYTES;
    if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || bytes.length < body + TAG_BYTES)
      throw new Error('not a kept configuration');
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.#key,
      bytes.subarray(MAGIC.length, body),
      {
        authTagLength: TAG_BYTES,
      },
    );
    decipher.setAAD(MAGIC);
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return (
      decipher.update(bytes.subarray(body, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  }
}
