import { afterEach, beforeEach, expect, it } from 'vitest';
import { ScriptedUpstream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

// What of a call reaches a host that is known to have some things in its own way.

let upstream: ScriptedUpstream;
beforeEach(async () => {
  upstream = await ScriptedUpstream.start();
});
afterEach(() => upstream[Symbol.asyncDispose]());

async function received(provider: Record<string, unknown>, path: string, body: string) {
  await using world = await World.start();
  world.setProvider('host', { base_url: upstream.baseUrl, ...provider });
  await fetch(`${world.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
    body,
  });
  const [call, ...more] = upstream.received;
  expect(more).toEqual([]);
  return { path: call?.path, body: call?.body.toString() };
}

it('has its own names of members, and is not asked for a usage that it tells anyway', async () => {
  const body =
    '{"model": "host/m" , "seed":7,"stream":true,"messages":[{"role":"user","content":"seed"}]}';
  const wanted = body.replace('"host/m"', '"m"');
  const mistral = await received({ preset: 'mistral' }, '/v1/chat/completions', body);
  expect(mistral.body).toBe(wanted.replace('"seed":7', '"random_seed":7'));
});

it('is called like any other where nothing is known of it', async () => {
  const body = '{"model": "host/m" , "seed":7,"messages":[{"role":"user","content":"seed"}]}';
  const { body: sent } = await received({}, '/v1/chat/completions', body);
  expect(sent).toBe(body.replace('"host/m"', '"m"'));
});

it('gets what is translated for it in its own way too', async () => {
  const { path, body } = await received(
    { preset: 'mistral' },
    '/v1/messages',
    JSON.stringify({
      model: 'host/m',
      max_tokens: 50,
      system: 'Be short.',
      messages: [{ role: 'user', content: 'hi' }],
    }),
  );
  expect(path).toBe('/v1/chat/completions');
  expect(JSON.parse(body ?? '')).toMatchObject({ model: 'm', max_tokens: 50 });
  expect(body).not.toContain('max_completion_tokens');
});

it('is called at the deployment of Azure, in either form of its API', async () => {
  const body = '{"model":"host/my gpt","messages":[]}';
  const azure = { kind: 'azure', base_url: new URL(upstream.baseUrl).origin };
  expect((await received(azure, '/v1/chat/completions', body)).path).toBe(
    '/openai/v1/chat/completions',
  );
  upstream.received.length = 0;
  const dated = { ...azure, api_version: '2024-10-21' };
  expect((await received(dated, '/v1/chat/completions', body)).path).toBe(
    '/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21',
  );
});
