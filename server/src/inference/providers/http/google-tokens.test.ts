import { createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Heard } from '../contract/heard.ts';
import { ScriptedHost } from '../contract/scripted-host.ts';
import { createVertexProvider } from './vertex-provider.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const ACCOUNT = {
  type: 'service_account',
  client_email: 'robot@project.example',
  private_key: privateKey,
  private_key_id: 'key-1',
  // Anybody may have written this.
  token_uri: 'http://169.254.169.254/token',
};

let google: Server;
let asked: URLSearchParams[] = [];
let answer: { status: number; body: string };
let host: ScriptedHost;
beforeEach(async () => {
  asked = [];
  answer = { status: 200, body: '{"access_token":"ya29.a-token-of-google","expires_in":3599}' };
  google = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    asked.push(new URLSearchParams(Buffer.concat(parts).toString()));
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => google.listen(0, '127.0.0.1', resolve));
  host = await ScriptedHost.start(null);
});
afterEach(async () => {
  google.closeAllConnections();
  google.close();
  await host[Symbol.asyncDispose]();
});

const make = (credential: string) =>
  createVertexProvider({
    name: 'vertex',
    baseUrl: `http://127.0.0.1:${host.port}/v1/projects/p/locations/global/publishers/google`,
    credential,
    reach: 'any',
    connectTimeoutMs: 1_000,
    tokenProxy: null,
    tokenUrl: `http://127.0.0.1:${(google.address() as AddressInfo).port}/token`,
  });
const CALL = {
  body: Buffer.from('{"kind":"whole"}'),
  path: '/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse',
};

it('calls with a token that the account signed for, fetched once for all who wait', async () => {
  await using provider = make(JSON.stringify(ACCOUNT));
  const calls = [new Heard(provider, CALL), new Heard(provider, CALL)];
  for (const one of calls) await one.done;
  const later = new Heard(provider, CALL);
  await later.done;
  expect([...calls, later].map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(host.received.target).toBe(
    '/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-pro:streamGenerateContent?alt=sse',
  );
  expect(host.received.headers['authorization']).toBe('Bearer ya29.a-token-of-google');
  expect(asked).toHaveLength(1);
  expect(asked[0]?.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
  const [header = '', claims = '', signature = ''] = (asked[0]?.get('assertion') ?? '').split('.');
  const verified = createVerify('RSA-SHA256')
    .update(`${header}.${claims}`)
    .verify(publicKey, signature, 'base64url');
  expect(verified).toBe(true);
  const decoded = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString());
  expect(decoded(header)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
  expect(decoded(claims)).toMatchObject({
    iss: ACCOUNT.client_email,
    aud: 'https://oauth2.googleapis.com/token',
  });
  expect(provider.blank?.inText('no ya29.a-token-of-google')).toBe('no [credential]');
});

it('says why there is no token, and asks again with the next call', async () => {
  await using provider = make(JSON.stringify(ACCOUNT));
  answer = { status: 400, body: '{"error":"invalid_grant","error_description":"no such account"}' };
  const refused = new Heard(provider, CALL);
  await refused.done;
  expect(refused.error).toMatchObject({ code: 'upstream_error' });
  expect(refused.error?.message).toContain('no such account');
  answer = { status: 200, body: '{"access_token":"ya29.now-there","expires_in":3599}' };
  const again = new Heard(provider, CALL);
  await again.done;
  expect(again.status).toBe(200);
});

it('fetches another before the one that it has ends', async () => {
  await using provider = make(JSON.stringify(ACCOUNT));
  answer = { ...answer, body: '{"access_token":"ya29.short","expires_in":299}' };
  for (let calls = 0; calls < 2; calls++) await new Heard(provider, CALL).done;
  expect(asked).toHaveLength(2);
});

it('is silent where a call is given up before its token is there', async () => {
  await using provider = make(JSON.stringify(ACCOUNT));
  const one = new Heard(provider, CALL);
  one.abort();
  await expect.poll(() => asked.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([one.callbacks, host.received.target]).toEqual([[], '']);
});

it('takes a key of the API too', async () => {
  await using provider = make('AIza-a-key');
  const one = new Heard(provider, CALL);
  await one.done;
  expect(host.received.headers).toMatchObject({ 'x-goog-api-key': 'AIza-a-key' });
  expect(asked).toEqual([]);
});
