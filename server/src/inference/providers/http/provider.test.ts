import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RemoteKindName } from '../../provider-kinds.ts';
import { Heard } from '../contract/heard.ts';
import { ScriptedHost } from '../contract/scripted-host.ts';
import type { UpstreamCall } from '../provider.ts';
import { createHttpProvider, type HttpProviderOptions } from './provider.ts';

let host: ScriptedHost;
beforeEach(async () => {
  host = await ScriptedHost.start(null);
});
afterEach(() => host[Symbol.asyncDispose]());

/** What of a call reaches the host. */
async function sent(
  kind: RemoteKindName,
  options: Partial<HttpProviderOptions>,
  call: Partial<UpstreamCall>,
) {
  await using provider = createHttpProvider({
    name: 'host',
    kind,
    baseUrl: `http://127.0.0.1:${host.port}`,
    credential: 'sk-1',
    reach: 'any',
    connectTimeoutMs: 1_000,
    ...options,
  });
  const one = new Heard(provider, { body: Buffer.from('{"kind":"whole"}'), ...call });
  await one.done;
  return host.received;
}

it('takes a call of Azure to the deployment where a version is set', async () => {
  const { target, headers } = await sent('azure', { apiVersion: '2024-10-21' }, { model: 'mine' });
  expect(target).toBe('/openai/deployments/mine/chat/completions?api-version=2024-10-21');
  expect(headers).toMatchObject({ 'api-key': 'sk-1' });
  expect(headers).not.toHaveProperty('authorization');
});

it('gives a chat the names that the host has, and nothing else', async () => {
  const quirks = { renamed: { seed: 'random_seed' } };
  const body = Buffer.from('{"kind":"whole","seed":1}');
  expect((await sent('openai', { quirks }, { body })).body).toBe(
    '{"kind":"whole","random_seed":1}',
  );
  const other = await sent('openai', { quirks }, { body, path: '/embeddings' });
  expect(other.body).toBe(String(body));
  expect((await sent('openai', {}, { body })).body).toBe(String(body));
});

it('says which version of Anthropic it speaks, unless the client or an operator does', async () => {
  const version = 'anthropic-version';
  const own = await sent('anthropic', {}, { path: '/v1/messages' });
  expect([own.target, own.headers[version]]).toEqual(['/v1/messages', '2023-06-01']);
  const theirs = await sent('anthropic', {}, { headers: { [version]: '2029-01-01' } });
  expect(theirs.headers).toMatchObject({ [version]: '2029-01-01', 'x-api-key': 'sk-1' });
  const set = await sent('anthropic', { headers: { [version]: 'v-set' } }, {});
  expect(set.headers[version]).toBe('v-set');
});

it('passes the login of a client that has its own, and adds none', async () => {
  const { headers } = await sent(
    'anthropic',
    { credentialFromCaller: true },
    { headers: { authorization: 'Bearer of-the-agent', 'anthropic-beta': 'oauth' } },
  );
  expect(headers).toMatchObject({
    authorization: 'Bearer of-the-agent',
    'anthropic-beta': 'oauth',
  });
  expect(headers).not.toHaveProperty('x-api-key');
});
