import { createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { TestProxy } from '../../../server/src/inference/providers/testing/test-proxy.ts';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const ACCOUNT = 'signalbox@test-project.iam.gserviceaccount.com';

const Claims = z.object({
  iss: z.literal(ACCOUNT),
  aud: z.literal(TOKEN_URL),
  scope: z.string().refine((scope) => scope.split(' ').includes(SCOPE)),
  iat: z.number(),
  exp: z.number(),
});

/**
 * Google's token endpoint (RFC 7523), reached under its own name: by a proxy that leads every connection here, with a certificate
 * that only those trust who are told to.
 */
export class GoogleTokenEndpoint implements AsyncDisposable {
  readonly #keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  readonly #given = new Set<string>();
  readonly #server: Server;
  #proxy: TestProxy | null = null;

  constructor() {
    const tls = {
      key: readFileSync(fixture('google-tokens.key')),
      cert: readFileSync(fixture('google-tokens.pem')),
    };
    this.#server = createServer(tls, async (request, response) => {
      const form = new URLSearchParams(await text(request));
      const fault = request.url === '/token' ? this.#faultOf(form) : 'Not found';
      response.writeHead(fault === null ? 200 : 400, { 'content-type': 'application/json' });
      response.end(JSON.stringify(fault === null ? this.#token() : refusal(fault)));
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#proxy = await TestProxy.start({ port: (this.#server.address() as AddressInfo).port });
    return this;
  }

  /** What a process needs that is to take it for Google's. */
  get env(): Record<string, string> {
    return {
      HTTPS_PROXY: this.#proxy?.url.href ?? '',
      SIGNALBOX_CA_FILE: fixture('google-tokens.pem'),
      NODE_EXTRA_CA_CERTS: '',
    };
  }

  /** The JSON of a key of a service account, as Google's console gives it. */
  get account(): string {
    return JSON.stringify({
      type: 'service_account',
      project_id: 'test-project',
      private_key_id: 'a-key',
      private_key: this.#keys.privateKey,
      client_email: ACCOUNT,
      token_uri: TOKEN_URL,
    });
  }

  /** Whether it gave this one. */
  knows(token: string): boolean {
    return this.#given.has(token);
  }

  #token(): object {
    const token = `ya29.${randomBytes(24).toString('base64url')}`;
    this.#given.add(token);
    return { access_token: token, expires_in: 3599, token_type: 'Bearer' };
  }

  /** Null: it is what an account signs. */
  #faultOf(form: URLSearchParams): string | null {
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
      return 'Invalid grant_type';
    }
    const [header = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.');
    const isSigned = createVerify('RSA-SHA256')
      .update(`${header}.${claims}`)
      .verify(this.#keys.publicKey, signature, 'base64url');
    if (!isSigned) return 'Invalid JWT Signature.';
    const read = Claims.safeParse(JSON.parse(Buffer.from(claims, 'base64url').toString()));
    if (!read.success) return `Invalid JWT: ${read.error.message}`;
    const { iat, exp } = read.data;
    const now = Date.now() / 1000;
    const isInTime = iat <= now + 60 && exp > now && exp - iat <= 3600;
    return isInTime ? null : 'Invalid JWT: Token must be a short-lived token.';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#proxy?.[Symbol.asyncDispose]();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function refusal(description: string): object {
  return { error: 'invalid_grant', error_description: description };
}
