import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RouteDefinition } from '../inference/index.ts';
import {
  COMPLETION,
  events,
  json,
  type Script,
  ScriptedUpstream,
  stream,
} from './testing/upstream.ts';
import { World } from './testing/world.ts';

let world: World;
let first: ScriptedUpstream;
let second: ScriptedUpstream;

beforeEach(async () => {
  world = await World.start();
  first = await ScriptedUpstream.start();
  second = await ScriptedUpstream.start();
  world.setProvider('one', { base_url: first.baseUrl, position: 1 });
  world.setProvider('two', { base_url: second.baseUrl, position: 2 });
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
});

type Given = Partial<Omit<RouteDefinition, 'targets' | 'rules'>> & {
  readonly targets?: readonly object[];
  readonly rules?: readonly object[];
};

function setRoute(given: Given = {}, name = 'chat'): void {
  const definition = { targets: [{ model: 'one/a' }, { model: 'two/b' }], retries: 0, ...given };
  world.setEntity('route', `route-${name}`, {
    project_id: world.projectId,
    name,
    version: 3,
    definition,
  });
}

const failing =
  (status: number, error: object = {}, headers: Record<string, string> = {}): Script =>
  (response) =>
    json(response, status, JSON.stringify({ error: { message: 'no', ...error } }), headers);

const ask = (more: object = {}, headers: Record<string, string> = {}) =>
  world.chat({ model: 'chat', messages: [{ role: 'user', content: 'hi' }], ...more }, headers);

/** Who answered, and by how many calls. */
async function answered(response: Response) {
  await response.text();
  const by = response.headers.get('x-signalbox-provider');
  return `${response.status} ${by} ${response.headers.get('x-signalbox-attempts')}`;
}

describe('a route', () => {
  it('is asked by its name, and goes on to the next target where one fails', async () => {
    setRoute();
    first.script = failing(503);
    const response = await ask();
    expect(await answered(response)).toBe('200 two 2');
    expect(response.headers.get('x-signalbox-model')).toBe('b');
    expect(JSON.parse(second.received[0]!.body.toString()).model).toBe('b');
    const { header } = await world.recordOfResponse(response);
    expect(header).toMatchObject({
      requested_model: 'chat',
      route: 'chat',
      route_version: 3,
      provider: 'two',
      status: 'ok',
      attempts: [
        { provider: 'one', status: 'error', http_status: 503, reason: 'first' },
        { provider: 'two', status: 'ok', reason: 'fallback' },
      ],
    });
  });

  it('calls a target again before the next, as its version says', async () => {
    setRoute({ retries: 2 });
    let calls = 0;
    first.script = (response, received) => {
      calls += 1;
      if (calls < 3) void failing(500)(response, received);
      else json(response, 200, COMPLETION);
    };
    expect(await answered(await ask())).toBe('200 one 3');
  });

  it.each([
    ['another credential', 401, {}],
    ['too many calls', 429, {}],
    ['a context that is too long', 400, { code: 'context_length_exceeded' }],
    ['a content filter', 400, { code: 'content_filter' }],
    ['a model that is not there', 404, { code: 'model_not_found' }],
  ])('falls back on %s', async (_what, status, error) => {
    setRoute();
    first.script = failing(status, error);
    expect(await answered(await ask())).toBe('200 two 2');
  });

  it('falls back on an answer that the filter ended, and not where its version does not say so', async () => {
    const filtered = COMPLETION.replace('"stop"', '"content_filter"');
    first.script = (response) => json(response, 200, filtered);
    setRoute();
    expect(await answered(await ask())).toBe('200 two 2');
    setRoute({ fallback_on: ['error'] });
    const response = await ask();
    expect(await response.text()).toBe(filtered);
  });

  it('tells what is wrong with the request itself without asking anybody else', async () => {
    setRoute();
    first.script = failing(400, { message: 'tools[0] is no tool' });
    expect(await answered(await ask())).toBe('400 one 1');
    expect(second.received).toHaveLength(0);
  });

  it('reaches a target of another protocol, and passes over one that cannot carry the request', async () => {
    world.setProvider('claude', { base_url: `http://127.0.0.1:${second.port}`, kind: 'anthropic' });
    second.script = (response) =>
      json(
        response,
        200,
        JSON.stringify({
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'claude',
          content: [{ type: 'text', text: 'hello' }],
          stop_reason: 'end_turn',
          usage: { input_tokens: 1, output_tokens: 1 },
        }),
      );
    setRoute({ targets: [{ model: 'one/a' }, { model: 'claude/c' }] });
    first.script = failing(503);
    const response = await ask();
    expect(response.headers.get('x-signalbox-provider')).toBe('claude');
    expect(await response.json()).toMatchObject({ choices: [{ message: { content: 'hello' } }] });
    // Anthropic has no log probabilities.
    first.script = (answer) => json(answer, 200, COMPLETION);
    setRoute({ targets: [{ model: 'claude/c' }, { model: 'one/a' }] });
    expect(await answered(await ask({ logprobs: true, top_logprobs: 2 }))).toBe('200 one 1');
  });

  it('never switches a stream that has begun', async () => {
    setRoute();
    first.script = (response) =>
      stream(response, events().slice(0, 2), { end: false }).then(() => {
        response.destroy();
      });
    const response = await ask({ stream: true });
    await expect(response.text()).rejects.toThrow();
    expect(second.received).toHaveLength(0);
  });

  it('takes the targets of the first rule that holds', async () => {
    setRoute({
      rules: [
        { name: 'gold', when: { metadata: { plan: 'gold' } }, targets: [{ model: 'two/gold' }] },
        { name: 'batch', when: { tags: ['batch'] }, targets: [{ model: 'two/batch' }] },
        { name: 'staff', when: { users: ['staff-*'] }, targets: [{ model: 'two/staff' }] },
        { name: 'long', when: { input_tokens: { min: 1000 } }, targets: [{ model: 'two/long' }] },
      ],
    });
    const model = async (headers: Record<string, string>, content = 'hi') => {
      const response = await ask({ messages: [{ role: 'user', content }] }, headers);
      await response.text();
      return response.headers.get('x-signalbox-model');
    };
    expect(await model({ 'x-signalbox-metadata': '{"plan":"gold"}' })).toBe('gold');
    expect(await model({ 'x-signalbox-tags': 'x,batch' })).toBe('batch');
    expect(await model({ 'x-signalbox-user': 'staff-7' })).toBe('staff');
    expect(await model({}, 'word '.repeat(1000))).toBe('long');
    expect(await model({})).toBe('a');
  });

  it('gives up on a target that is too slow for it', async () => {
    setRoute({
      targets: [{ model: 'one/a', timeouts: { first_byte_ms: 50 } }, { model: 'two/b' }],
    });
    first.script = () => undefined;
    expect(await answered(await ask())).toBe('200 two 2');
  });

  it('calls another target beside one that is slow, and the first to answer wins', async () => {
    setRoute({ hedge_after_ms: 30 });
    first.script = () => undefined;
    const response = await ask({ stream: true });
    expect(await answered(response)).toBe('200 two 2');
    const { header } = await world.recordOfResponse(response);
    expect(header.attempts).toMatchObject([
      { provider: 'one', status: 'aborted', reason: 'first' },
      { provider: 'two', status: 'ok', reason: 'hedge' },
    ]);
    await expect.poll(() => first.aborted).toBe(1);
  });

  it("is not found by a name that begins with a provider's", async () => {
    setRoute({ targets: [{ model: 'two/b' }] }, 'one/chat');
    expect(await answered(await ask({ model: 'one/chat' }))).toBe('200 one 1');
  });

  it('is listed, and open to the keys that may call it', async () => {
    setRoute();
    const list = async () => {
      const response = await fetch(`${world.url}/v1/models`, {
        headers: { authorization: `Bearer ${world.key}` },
      });
      const { data } = (await response.json()) as { data: { id: string }[] };
      return data.map(({ id }) => id);
    };
    world.setProvider('one', { base_url: first.baseUrl, models: ['a'] });
    world.setProvider('two', { base_url: second.baseUrl, models: ['b'] });
    expect(await list()).toEqual(['chat', 'one/a', 'two/b']);
    world.setKey({ allowed_models: ['two/b'] });
    expect(await list()).toEqual(['chat', 'two/b']);
    expect(await answered(await ask())).toBe('200 two 1');
    world.setKey({ allowed_models: ['route:chat'] });
    expect(await list()).toEqual(['chat']);
    expect(await answered(await ask())).toBe('200 one 1');
    expect((await ask({ model: 'one/a' })).status).toBe(404);
    const one = (id: string) =>
      fetch(`${world.url}/v1/models/${id}`, { headers: { authorization: `Bearer ${world.key}` } });
    expect(await (await one('chat')).json()).toMatchObject({ id: 'chat', object: 'model' });
    world.setKey({ allowed_models: ['three/*'] });
    expect((await ask()).status).toBe(404);
  });
});

it('a route of which nothing is left is no model of whoever takes any name', async () => {
  world.setProvider('two', { base_url: second.baseUrl, enabled: false });
  setRoute({ targets: [{ model: 'two/b' }] });
  const response = await ask();
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('the route \\"chat\\" has no target');
  expect(first.received).toHaveLength(0);
});

describe('a target that fails', () => {
  it('is left alone after five failures, and where all are, that is said', async () => {
    setRoute({ targets: [{ model: 'one/a' }, { model: 'two/b', order: 2 }] });
    first.script = failing(500);
    for (let i = 0; i < 5; i += 1) expect(await answered(await ask())).toBe('200 two 2');
    expect(await answered(await ask())).toBe('200 two 1');
    second.script = failing(500);
    for (let i = 0; i < 5; i += 1) await answered(await ask());
    const response = await ask();
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('no_target_available');
    expect(error.message).toContain('one/a (it failed too often), two/b (it failed too often)');
    const seen = (path: string) => fetch(`${world.url}${path}`).then((answer) => answer.text());
    expect(JSON.parse(await seen('/readyz')).upstreams).toMatchObject([
      { provider: 'one', model: 'a', breaker: 'open', blocked: { reason: 'breaker' } },
      { provider: 'two', model: 'b', breaker: 'open', blocked: { reason: 'breaker' } },
    ]);
    expect(await seen('/metrics')).toMatch(
      /signalbox_upstream_blocked\{provider="one",model="a",credential="",gateway="[^"]+"\} 1\n/,
    );
    // Somebody who names a model gets it in whatever health it is.
    first.script = (answer) => json(answer, 200, COMPLETION);
    expect(await answered(await ask({ model: 'one/a' }))).toBe('200 one 1');
  });

  it('is left alone as long as it asks', async () => {
    setRoute();
    first.script = failing(429, {}, { 'retry-after': '30' });
    expect(await answered(await ask())).toBe('200 two 2');
    first.script = (answer) => json(answer, 200, COMPLETION);
    expect(await answered(await ask())).toBe('200 two 1');
  });

  it('is left alone once it says that nothing is left of its quota', async () => {
    setRoute();
    first.script = (answer) =>
      json(answer, 200, COMPLETION, {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '30s',
      });
    expect(await answered(await ask())).toBe('200 one 1');
    expect(await answered(await ask())).toBe('200 two 1');
  });

  it('is called again at once where the credential that was refused is changed', async () => {
    setRoute();
    first.script = (answer, { headers }) =>
      headers.authorization === 'Bearer new'
        ? json(answer, 200, COMPLETION)
        : json(answer, 401, '{"error":{"message":"no"}}');
    expect(await answered(await ask())).toBe('200 two 2');
    expect(await answered(await ask())).toBe('200 two 1');
    world.setProvider('one', { base_url: first.baseUrl, credential: 'new' });
    expect(await answered(await ask())).toBe('200 one 1');
  });
});

describe('a provider with several credentials', () => {
  const more = (weight: number) =>
    world.setEntity('provider_credential', 'credential-2', {
      provider_id: 'one',
      name: 'second account',
      credential: 'other-secret',
      weight,
    });
  const seen = () => first.received.map(({ headers }) => headers.authorization);

  it('is called by the next one where one is refused or has too much', async () => {
    more(0);
    first.script = (answer, { headers }) =>
      headers.authorization === 'Bearer other-secret'
        ? json(answer, 200, COMPLETION)
        : json(answer, 429, '{"error":{"message":"slow"}}');
    const response = await ask({ model: 'one/a' });
    expect(await answered(response)).toBe('200 one 2');
    expect(seen()).toEqual(['Bearer secret-of-one', 'Bearer other-secret']);
    const { header } = await world.recordOfResponse(response);
    expect(header.attempts).toMatchObject([
      { reason: 'first' },
      { reason: 'rotate', credential_id: 'credential-2' },
    ]);
    expect(JSON.stringify(header)).not.toContain('other-secret');
    // The first one is left alone for a while.
    expect(await answered(await ask({ model: 'one/a' }))).toBe('200 one 1');
  });

  it('is called by all of them, by their weights', async () => {
    more(1);
    for (let i = 0; i < 40; i += 1) await answered(await ask({ model: 'one/a' }));
    const other = seen().filter((one) => one === 'Bearer other-secret').length;
    // Less likely than one in a hundred million to fail by chance.
    expect(other).toBeGreaterThan(1);
    expect(other).toBeLessThan(39);
  });
});
