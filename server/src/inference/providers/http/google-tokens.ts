import { createSign } from 'node:crypto';
import { request } from 'undici';
import { z } from 'zod';
import { SignalboxError } from '../../../platform/errors/index.ts';
import { createUpstreamPool } from '../upstream-pool.ts';

/** Where Google exchanges what an account signed for a token; whatever the account's file says of it, which others may have written. */
export const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const ASKED_S = 3600;
/** A token is replaced so long before it ends, so that no call is on its way with one that does. */
const EARLY_MS = 300_000;
const WAIT_MS = 10_000;

const ServiceAccount = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
});

/** Of a credential that is the JSON of one; null: it is something else, such as a key of an API. */
export function serviceAccountIn(credential: string): ServiceAccount | null {
  try {
    return ServiceAccount.parse(JSON.parse(credential));
  } catch {
    return null;
  }
}

export interface GoogleTokensOptions {
  readonly provider: string;
  readonly account: ServiceAccount;
  readonly connectTimeoutMs: number;
  readonly proxy: URL | null;
  readonly tokenUrl?: string;
  readonly now?: () => number;
}

/**
 * The tokens with which a service account calls Google (RFC 7523): one at a time, for all calls, fetched when it is first needed and
 * again before it ends. Whoever calls meanwhile waits for the same one.
 */
export class GoogleTokens implements AsyncDisposable {
  readonly #o: GoogleTokensOptions;
  readonly #url: URL;
  readonly #pool: ReturnType<typeof createUpstreamPool>;
  readonly #now: () => number;
  #known: { readonly token: string; readonly untilMs: number } | null = null;
  #asked: Promise<string> | null = null;

  constructor(options: GoogleTokensOptions) {
    this.#o = options;
    this.#url = new URL(options.tokenUrl ?? TOKEN_URL);
    this.#now = options.now ?? Date.now;
    const { connectTimeoutMs, proxy } = options;
    this.#pool = createUpstreamPool({
      origin: this.#url.origin,
      guard: null,
      connectTimeoutMs,
      proxy,
    });
  }

  /** The last one that was given out. */
  get current(): string | null {
    return this.#known?.token ?? null;
  }

  /** Rejects with `upstream_error` or `upstream_unreachable`; then the next call asks again. */
  token(): string | Promise<string> {
    if (this.#known !== null && this.#now() < this.#known.untilMs - EARLY_MS) {
      return this.#known.token;
    }
    this.#asked ??= this.#fetch().finally(() => {
      this.#asked = null;
    });
    return this.#asked;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.close();
  }

  async #fetch(): Promise<string> {
    const form = new URLSearchParams({ grant_type: GRANT, assertion: this.#assertion() });
    let status: number;
    let text: string;
    try {
      const answer = await request(this.#url, {
        dispatcher: this.#pool,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
        signal: AbortSignal.timeout(WAIT_MS),
      });
      status = answer.statusCode;
      text = await answer.body.text();
    } catch (error) {
      throw new SignalboxError(
        'upstream_unreachable',
        `Google, of which the provider "${this.#o.provider}" needs a token, could not be reached (${(error as Error).name})`,
        `Check that ${this.#url.host} can be reached from this machine.`,
      );
    }
    const read = status === 200 ? TokenAnswer.safeParse(jsonIn(text)) : null;
    if (!read?.success) throw this.#refused(status, text);
    const { access_token: token, expires_in: seconds } = read.data;
    this.#known = { token, untilMs: this.#now() + seconds * 1000 };
    return token;
  }

  #refused(status: number, text: string): SignalboxError {
    const said = z.object({ error_description: z.string() }).safeParse(jsonIn(text));
    const why = said.success ? `: ${said.data.error_description.slice(0, 300)}` : '';
    return new SignalboxError(
      'upstream_error',
      `Google gave the provider "${this.#o.provider}" no token for its service account (HTTP ${status}${why})`,
      'Set the credential anew: the JSON of a key of a service account that may use Vertex AI.',
    );
  }

  #assertion(): string {
    const { client_email: email, private_key: key, private_key_id: keyId } = this.#o.account;
    const seconds = Math.floor(this.#now() / 1000);
    const header = { alg: 'RS256', typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) };
    const claims = {
      iss: email,
      scope: SCOPE,
      aud: TOKEN_URL,
      iat: seconds,
      exp: seconds + ASKED_S,
    };
    const signed = [header, claims].map((part) => base64url(JSON.stringify(part))).join('.');
    try {
      const signature = createSign('RSA-SHA256').update(signed).sign(key, 'base64url');
      return `${signed}.${signature}`;
    } catch {
      throw new SignalboxError(
        'upstream_error',
        `the service account of the provider "${this.#o.provider}" has no private key that can sign`,
        'Set the credential anew: the JSON of a key of a service account, as Google gave it.',
      );
    }
  }
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
