import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../lib/json-object.ts';
import { COMPLETION, json, type Received, ScriptedUpstream, stream } from '../testing/upstream.ts';
import { World } from '../testing/world.ts';

let upstream: ScriptedUpstream;
let one: World;
let two: World;
beforeEach(async () => {
  upstream = await ScriptedUpstream.start();
  one = await World.start();
  two = await World.start({ like: one });
  for (const world of [one, two]) setProviders(world);
  upstream.script = host(new Map());
});
afterEach(async () => {
  await Promise.all([one, two].map((world) => world[Symbol.asyncDispose]()));
  await upstream[Symbol.asyncDispose]();
});

function setProviders(world: World): void {
  const base_url = upstream.baseUrl;
  world.setProvider('gpt', { base_url, speaks_responses: true });
  world.setProvider('other', { base_url, speaks_responses: true, position: 2 });
  world.setProvider('chat', { base_url, speaks_responses: false, position: 3 });
}

const SEALED = 'gAAAAABpGq1xkPq8z0yWQ==';
const CONTENT = [{ type: 'output_text', text: 'msg_1 sb1-', annotations: [] }];
const outputOf = (n: number): JsonObject[] => [
  { type: 'reasoning', id: `rs_${n}`, summary: [], encrypted_content: SEALED },
  { type: 'message', id: `msg_${n}`, role: 'assistant', content: CONTENT },
];

/** A host of OpenAI's responses that keeps them, as its API reference says. */
function host(kept: Map<string, JsonObject>) {
  return async (to: ServerResponse, { method, path, headers, body }: Received): Promise<void> => {
    const url = new URL(path, 'http://host');
    if (url.pathname === '/v1/chat/completions') return json(to, 200, COMPLETION);
    const [, , , id = '', rest] = url.pathname.split('/');
    const answer = (status: number, value: unknown): void =>
      json(to, status, JSON.stringify(value), {
        'openai-organization': 'org',
        'set-cookie': 'a=b',
      });
    const missing = (wanted: unknown): void =>
      answer(404, {
        error: {
          message: `Response ${wanted} not found (${headers.authorization})`,
          type: 'invalid_request_error',
          param: null,
          code: null,
        },
      });
    if (id === '') {
      const request = JSON.parse(String(body)) as JsonObject;
      const before = request['previous_response_id'] ?? null;
      if (before !== null && !kept.has(String(before))) return missing(before);
      const n = kept.size + 1;
      const response = {
        id: `resp_${n}`,
        object: 'response',
        model: 'gpt-5',
        status: 'completed',
        previous_response_id: before,
        output: outputOf(n),
        usage: { input_tokens: 7, output_tokens: 5, total_tokens: 12 },
      };
      kept.set(response.id, response);
      return request['stream'] === true ? stream(to, eventsOf(response, 0)) : answer(200, response);
    }
    const response = kept.get(id);
    if (response === undefined) return missing(id);
    if (method === 'DELETE') {
      kept.delete(id);
      return answer(200, { id, object: 'response', deleted: true });
    }
    if (rest === 'cancel') return answer(200, { ...response, status: 'cancelled' });
    if (rest === 'input_items') {
      return answer(200, { object: 'list', data: [{ id: 'msg_0' }], first_id: 'msg_0' });
    }
    if (url.searchParams.get('stream') === 'true') {
      return stream(to, eventsOf(response, Number(url.searchParams.get('starting_after')) + 1));
    }
    return answer(200, response);
  };
}

function eventsOf(response: JsonObject, from: number): string[] {
  const [, message] = response['output'] as JsonObject[];
  return [
    { type: 'response.created', response: { ...response, status: 'in_progress', output: [] } },
    { type: 'response.output_item.added', output_index: 0, item: message },
    { type: 'response.output_text.delta', item_id: message?.['id'], output_index: 0, delta: 'x' },
    { type: 'response.completed', response },
  ]
    .map((event, i) => ({ ...event, sequence_number: i }))
    .slice(from)
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

async function call(world: World, method: string, path: string, body?: object) {
  const response = await fetch(`${world.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const { headers, status } = response;
  return { status, headers, text, body: status === 200 && text[0] !== '{' ? {} : JSON.parse(text) };
}
const create = (world: World, more: object = {}) =>
  call(world, 'POST', '/v1/responses', { model: 'gpt/gpt-5', input: 'hi', ...more });
const idOf = async (world: World, more: object = {}): Promise<string> =>
  (await create(world, more)).body.id;
/** Of the last event of a stream. */
const lastOf = (text: string): JsonObject =>
  JSON.parse(text.trimEnd().split('\n').at(-1)?.slice('data: '.length) ?? '');
const lastSent = () => JSON.parse(String(upstream.received.at(-1)?.body));

const WRAPPED = /^resp_sb1-[0-9a-f]{12}-[0-9a-f]{32}-resp_1$/;

describe('a response that its provider keeps', () => {
  it('is continued on another gateway, which sends what the provider knows it by', async () => {
    const first = await create(one);
    expect(first.body.id).toMatch(WRAPPED);
    expect(first.body.output[0].id).toMatch(/^rs_sb1-.*-rs_1$/);
    expect(first.body.output[0].encrypted_content).toMatch(/^sb1-.*==$/);
    expect(first.body.output[1].content).toEqual(CONTENT);
    const { header } = await one.recordOf(first.headers.get('x-request-id'));
    expect(header).toMatchObject({ status: 'ok', usage: { input: 7, output: 5 } });

    const second = await create(two, { previous_response_id: first.body.id });
    expect(second.status).toBe(200);
    expect(lastSent()).toEqual({ model: 'gpt-5', input: 'hi', previous_response_id: 'resp_1' });
    expect(second.body.previous_response_id).toBe(first.body.id);
  });

  it('is handed back item by item, which leaves all other bytes as they were', async () => {
    const { output } = (await create(one)).body;
    const body = `{ "model":"gpt/gpt-5", "input" : ${JSON.stringify(output, null, 1)},"store":false }`;
    await fetch(`${two.url}/v1/responses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${two.key}`, 'content-type': 'application/json' },
      body,
    });
    expect(String(upstream.received.at(-1)?.body)).toBe(
      `{ "model":"gpt-5", "input" : ${JSON.stringify(outputOf(1), null, 1)},"store":false }`,
    );
  });

  it('is streamed, with the same ids in every event', async () => {
    const { text } = await create(one, { stream: true });
    const { response } = lastOf(text) as { response: { id: string; output: JsonObject[] } };
    expect(response.id).toMatch(WRAPPED);
    const item = String(response.output[1]?.['id']);
    expect(text.split(`"item_id":"${item}"`)).toHaveLength(2);
    expect(text).not.toMatch(/"(?:msg|resp|rs)_1"/);
    expect((await call(two, 'GET', `/v1/responses/${response.id}`)).body.id).toBe(response.id);
  });

  it('is read, with its query and nothing else, by the credential of its provider', async () => {
    const id = await idOf(one);
    for (const path of ['/v1', '/openai/v1']) {
      const query = `include[]=a%26b&key=${two.key}&api-version=1&k%65y=x`;
      const { status, body, headers } = await call(two, 'GET', `${path}/responses/${id}?${query}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ id, status: 'completed' });
      expect(headers.get('x-signalbox-provider')).toBe('gpt');
      expect(headers.get('openai-organization')).toBe('org');
      expect(headers.get('set-cookie')).toBeNull();
      const sent = upstream.received.at(-1);
      expect(sent).toMatchObject({ method: 'GET', path: '/v1/responses/resp_1?include[]=a%26b' });
      expect(sent?.headers.authorization).toBe('Bearer secret-of-gpt');
    }
  });

  it('is streamed again from where a client has come', async () => {
    const id = await idOf(one);
    const path = `/v1/responses/${id}?stream=true&starting_after=1`;
    const { text, headers } = await call(two, 'GET', path);
    expect(headers.get('content-type')).toBe('text/event-stream');
    expect(text.match(/"sequence_number":\d/g)).toEqual([
      '"sequence_number":2',
      '"sequence_number":3',
    ]);
    expect(lastOf(text)).toMatchObject({ response: { id } });
  });

  it('tells of its input, is cancelled, and is deleted', async () => {
    const id = await idOf(one);
    const items = await call(two, 'GET', `/v1/responses/${id}/input_items?limit=1`);
    expect(upstream.received.at(-1)?.path).toBe('/v1/responses/resp_1/input_items?limit=1');
    expect(items.body.data[0].id).toMatch(/^msg_sb1-.*-msg_0$/);
    expect(items.body.first_id).toBe(items.body.data[0].id);
    const cancelled = await call(two, 'POST', `/v1/responses/${id}/cancel`);
    expect(cancelled.body).toMatchObject({ id, status: 'cancelled' });
    const deleted = await call(two, 'DELETE', `/v1/responses/${id}`);
    expect(deleted.body).toEqual({ id, object: 'response', deleted: true });
    const gone = await call(two, 'GET', `/v1/responses/${id}`);
    expect(gone.status).toBe(404);
    // The provider's own words, without the credential that they quoted.
    expect(gone.body.error.message).toBe('Response resp_1 not found (Bearer [credential])');
  });

  it('is of the methods that are served, and of no row', async () => {
    const id = await idOf(one);
    const wrong = await call(one, 'POST', `/v1/responses/${id}`, {});
    expect(wrong).toMatchObject({ status: 405, body: { error: { code: 'method_not_allowed' } } });
    expect(wrong.headers.get('allow')).toBe('GET, DELETE');
    const { headers } = await call(one, 'GET', `/v1/responses/${id}`);
    await (await one.chat({ model: 'chat/gpt-5', messages: [] })).text();
    await one.spool.drain(0);
    expect(one.records.map(({ header }) => header.id)).not.toContain(headers.get('x-request-id'));
  });
});

describe('what a provider keeps', () => {
  const refused = (param: string, message: RegExp) => ({
    status: 400,
    body: { error: { code: 'request_invalid', param, message: expect.stringMatching(message) } },
  });

  it('is asked for at no other provider', async () => {
    const id = await idOf(one);
    const before = upstream.received.length;
    for (const model of ['other/gpt-5', 'chat/gpt-5']) {
      expect(await create(one, { model, previous_response_id: id })).toMatchObject(
        refused('previous_response_id', /only the provider "gpt" has.*gpt\/…/),
      );
    }
    expect(upstream.received).toHaveLength(before);
  });

  it('is of one provider in a request', async () => {
    const previous_response_id = await idOf(one);
    const { output } = (await create(one, { model: 'other/gpt-5' })).body;
    expect(await create(one, { previous_response_id, input: output })).toMatchObject(
      refused('previous_response_id', /another provider/),
    );
  });

  it('is no longer known once the credential was changed', async () => {
    const id = await idOf(one);
    one.setProvider('gpt', {
      base_url: upstream.baseUrl,
      speaks_responses: true,
      credential: 'another',
    });
    expect(await create(one, { previous_response_id: id })).toMatchObject(
      refused('previous_response_id', /has another credential since/),
    );
    expect((await call(one, 'GET', `/v1/responses/${id}`)).status).toBe(404);
    // The other gateway still has the one that it was made with.
    expect((await call(two, 'GET', `/v1/responses/${id}`)).status).toBe(200);
  });

  it('is found by no id that was not given to the project, and the provider is not asked', async () => {
    const id = await idOf(one);
    const stranger = await World.start();
    setProviders(stranger);
    const before = upstream.received.length;
    for (const [world, asked] of [
      [stranger, id],
      [one, 'resp_1'],
      [one, id.replace(/1$/, '2')],
      [one, id.replace(/sb1-.{12}/, 'sb1-0123456789ab')],
      [one, `${id}%2F..%2F..%2Fmodels`],
      [one, '..%2Fmodels'],
    ] as const) {
      const { status, body } = await call(world, 'GET', `/v1/responses/${asked}`);
      expect({ status, code: body.error.code }).toEqual({ status: 404, code: 'not_found' });
    }
    expect(await create(stranger, { previous_response_id: id })).toMatchObject(
      refused('previous_response_id', /was not given to this project/),
    );
    expect(upstream.received).toHaveLength(before);
    await stranger[Symbol.asyncDispose]();
  });

  it('is out of reach for a key that may not call its provider, or not at all', async () => {
    const id = await idOf(one);
    one.setKey({ allowed_models: ['gpt/nano'] });
    expect((await call(one, 'GET', `/v1/responses/${id}`)).status).toBe(200);
    one.setKey({ allowed_models: ['other/*'] });
    expect((await call(one, 'GET', `/v1/responses/${id}`)).status).toBe(404);
    one.setKey({ scopes: ['traces:read'] });
    const { status, body } = await call(one, 'GET', `/v1/responses/${id}`);
    expect({ status, code: body.error.code }).toEqual({ status: 403, code: 'scope_missing' });
    one.setKey(null);
    expect((await call(one, 'GET', `/v1/responses/${id}`)).status).toBe(401);
  });
});

describe('a provider that keeps nothing', () => {
  it('answers with store: false, and nobody finds it again', async () => {
    const { body } = await create(one, { model: 'chat/gpt-5' });
    expect(body).toMatchObject({ object: 'response', store: false });
    const asked = await call(one, 'GET', `/v1/responses/${body.id}`);
    expect(asked).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    expect(asked.body.error.message).toContain('"store": false');
  });

  it.each([
    ['background', true],
    ['previous_response_id', 'resp_1'],
    ['conversation', 'conv_1'],
  ])('refuses %s by name, also where what it lacks is dropped', async (name, value) => {
    for (const on_unsupported of ['refuse', 'drop']) {
      one.setProject({ on_unsupported });
      const { status, body } = await create(one, { model: 'chat/gpt-5', [name]: value });
      expect({ status, code: body.error.code }).toEqual({
        status: 400,
        code: 'feature_unsupported',
      });
      expect(body.error.message).toContain(name);
    }
    expect(upstream.received).toHaveLength(0);
  });
});
