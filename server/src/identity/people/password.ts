import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { SignalboxError } from '../../platform/errors/index.ts';

/** log2 of scrypt's N; r = 8, p = 1 (OWASP's password storage cheat sheet: N = 2^17 takes 128 MiB). */
export const PASSWORD_COST = 17;
const BLOCK = 8;
const PARALLEL = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const STORED = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;
/** 128 MiB each, and a core. */
const AT_ONCE = 2;
const MOST_WAITING = 32;

/**
 * Hashes and checks passwords with scrypt (RFC 7914) on libuv's threads, at most two at once; a few more wait, and
 * what comes beyond those is refused with `overloaded`.
 */
export class Passwords {
  readonly #cost: number;
  /** Somebody's whom nobody is: what is checked where there is no such account, so that it takes as long. */
  readonly #nobody: string;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(cost: number = PASSWORD_COST) {
    this.#cost = cost;
    this.#nobody = written(cost, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
  }

  /** The text to store: parameters, salt and hash. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    using _turn = await this.#turn();
    return written(this.#cost, salt, await derive(password, salt, this.#cost, BLOCK, PARALLEL));
  }

  /** Takes the same time whether `stored` is null or not. */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const [, cost = '', block = '', parallel = '', salt = '', hash = ''] =
      STORED.exec(stored ?? this.#nobody) ?? [];
    using _turn = await this.#turn();
    const found = await derive(
      password,
      Buffer.from(salt, 'base64url'),
      Number(cost),
      Number(block),
      Number(parallel),
    );
    return timingSafeEqual(found, Buffer.from(hash, 'base64url')) && stored !== null;
  }

  async #turn(): Promise<Disposable> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= MOST_WAITING) {
        throw new SignalboxError(
          'overloaded',
          'too many people sign in at this moment',
          'Try again in a few seconds.',
          { details: { retry_after_seconds: 5 } },
        );
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      await promise;
    } else this.#running += 1;
    return {
      [Symbol.dispose]: () => {
        const next = this.#waiting.shift();
        if (next === undefined) this.#running -= 1;
        else next();
      },
    };
  }
}

function written(cost: number, salt: Buffer, hash: Buffer): string {
  const parameters = `ln=${cost},r=${BLOCK},p=${PARALLEL}`;
  return `$scrypt$${parameters}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

function derive(
  password: string,
  salt: Buffer,
  cost: number,
  block: number,
  parallel: number,
): Promise<Buffer> {
  const N = 2 ** cost;
  const options = { N, r: block, p: parallel, maxmem: 2 * 128 * N * block };
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // The same letter can be typed as one or as two code points (NIST SP 800-63B asks for one form).
  scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
    error === null ? resolve(key) : reject(error),
  );
  return promise;
}
