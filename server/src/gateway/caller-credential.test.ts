import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { COMPLETION, json, ScriptedUpstream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;
beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start();
  world.setProvider('theirs', {
    base_url: upstream.baseUrl,
    credential: null,
    credential_from: 'caller',
  });
  world.setProvider('ours', { base_url: upstream.baseUrl, position: 2 });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});
beforeEach(() => {
  upstream.received.length = 0;
  upstream.script = (response) => json(response, 200, COMPLETION);
});

const LOGIN = 'Bearer oauth-0123456789abcdef';
const ask = (model: string, headers: Record<string, string>) =>
  world.chat({ model, messages: [] }, headers);

it("passes the caller's own credential to a provider whose clients log in by themselves", async () => {
  const response = await ask('theirs/m', { 'x-signalbox-key': world.key, authorization: LOGIN });
  expect(response.status).toBe(200);
  const [received] = upstream.received;
  expect(received?.headers['authorization']).toBe(LOGIN);
  expect(JSON.stringify(received?.headers)).not.toContain(world.key);
});

it('passes it to no other provider', async () => {
  const response = await ask('ours/m', { 'x-signalbox-key': world.key, authorization: LOGIN });
  expect(response.status).toBe(200);
  expect(upstream.received[0]?.headers['authorization']).toBe('Bearer secret-of-ours');
  expect(JSON.stringify(upstream.received[0]?.headers)).not.toContain('oauth');
});

it("never passes the gateway's key on in its place", async () => {
  const none = await ask('theirs/m', {});
  expect([none.status, (await none.json()) as object]).toMatchObject([
    400,
    { error: { code: 'request_invalid', param: 'x-signalbox-key' } },
  ]);
  const bare = await ask('theirs/m', { 'x-signalbox-key': world.key, authorization: '' });
  expect(bare.status).toBe(400);
  expect(upstream.received).toEqual([]);
});

it('neither tells nor records a credential that the provider echoes', async () => {
  upstream.script = (response, { headers }) =>
    json(response, 401, JSON.stringify({ error: { message: `no: ${headers['authorization']}` } }));
  const response = await ask('theirs/m', { 'x-signalbox-key': world.key, authorization: LOGIN });
  const text = await response.text();
  expect(text).toContain('[credential]');
  const { header, request, response: kept } = await world.recordOfResponse(response);
  for (const place of [text, JSON.stringify(header), String(request), String(kept)]) {
    expect(place).not.toContain('oauth-0123456789abcdef');
  }
});
