import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMPLETION, json, type Received, ScriptedUpstream } from '../testing/upstream.ts';
import { World } from '../testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;
beforeEach(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start();
  setProviders(world);
  upstream.script = host(new Map());
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

function setProviders(of: World): void {
  const base_url = upstream.baseUrl;
  of.setProvider('claude', { kind: 'anthropic', base_url, position: 1 });
  of.setProvider('one', { base_url, speaks_responses: true, position: 2 });
  of.setProvider('two', { base_url, speaks_responses: true, position: 3 });
}

const sound = randomBytes(100_000);

/** A host of OpenAI's files, as its API reference says. */
function host(files: Map<string, Buffer>) {
  return (to: ServerResponse, { method, path, body }: Received) => {
    const url = new URL(path, 'http://host');
    if (url.pathname === '/v1/chat/completions') return json(to, 200, COMPLETION);
    if (url.pathname === '/v1/responses') {
      return json(to, 200, JSON.stringify({ id: 'resp_1', status: 'completed', output: [] }));
    }
    const [, , , id = '', content] = url.pathname.split('/');
    const file = (of: string) => ({ id: of, object: 'file', purpose: 'user_data' });
    const answer = (value: object, status = 200) => json(to, status, JSON.stringify(value));
    if (method === 'POST') {
      files.set(`file-${files.size + 1}`, body);
      return answer({ ...file(`file-${files.size}`), bytes: sound.length, filename: 'a.wav' });
    }
    if (id === '') {
      const ids = [...files.keys()];
      const data = ids.map(file);
      return answer({ object: 'list', data, first_id: ids[0], last_id: ids.at(-1) });
    }
    const bytes = files.get(id);
    if (bytes === undefined) return answer({ error: { message: `No such File: ${id}` } }, 404);
    if (content === 'content') {
      to.writeHead(200, { 'content-type': 'application/json' });
      to.end(sound);
      return;
    }
    if (method === 'DELETE') files.delete(id);
    return answer(method === 'DELETE' ? { id, object: 'file', deleted: true } : file(id));
  };
}

const call = (path: string, init: RequestInit = {}, of = world, headers = {}) =>
  fetch(`${of.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${of.key}`, ...init.headers, ...headers },
  });

function upload(headers: Record<string, string> = {}, prefix = '/v1') {
  const body = new FormData();
  body.append('purpose', 'user_data');
  body.append('model', 'as it came');
  body.append('file', new Blob([new Uint8Array(sound)], { type: 'audio/wav' }), 'a.wav');
  return call(`${prefix}/files`, { method: 'POST', body }, world, headers);
}
const uploaded = async (provider?: string): Promise<string> => {
  const response = await upload(provider === undefined ? {} : { 'x-signalbox-provider': provider });
  return ((await response.json()) as { id: string }).id;
};
const post = (path: string, body: object) =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const errorOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, code: error.code, message: error.message };
};
const WRAPPED = /^file-sb1-[0-9a-f]{12}-[0-9a-f]{32}-file-1$/;

describe('a file', () => {
  it.each(['/v1', '/openai/v1'])(
    'is kept by the first provider that can, at %s',
    async (prefix) => {
      const response = await upload({}, prefix);
      expect(response.status).toBe(200);
      expect(response.headers.get('x-signalbox-provider')).toBe('one');
      expect(await response.json()).toMatchObject({ id: expect.stringMatching(WRAPPED) });
      const [sent] = upstream.received;
      expect(sent).toMatchObject({ method: 'POST', path: '/v1/files' });
      expect(sent?.headers.authorization).toBe('Bearer secret-of-one');
      expect(sent?.body.includes(sound)).toBe(true);
      expect(sent?.body.includes('as it came')).toBe(true);
      const record = await world.recordOfResponse(response);
      expect(record.header).toMatchObject({
        operation: 'file_upload',
        status: 'ok',
        provider: 'one',
        usage: null,
        cost: null,
      });
      expect(record.header.request_bytes).toBeGreaterThan(sound.length);
      expect(JSON.parse(String(record.request))).toEqual({
        purpose: 'user_data',
        model: 'as it came',
        files: [
          { name: 'file', filename: 'a.wav', content_type: 'audio/wav', bytes: sound.length },
        ],
      });
    },
  );

  it('is kept by the provider that a header names', async () => {
    const response = await upload({ 'x-signalbox-provider': 'two' });
    expect(response.headers.get('x-signalbox-provider')).toBe('two');
    expect(upstream.received[0]?.headers.authorization).toBe('Bearer secret-of-two');
    for (const name of ['claude', 'nobody']) {
      const refused = await upload({ 'x-signalbox-provider': name });
      expect(await errorOf(refused)).toMatchObject({
        status: 400,
        code: 'request_invalid',
        message: expect.stringContaining('one, two'),
      });
    }
    expect(upstream.received).toHaveLength(1);
  });

  it('is looked at, read and deleted where it is', async () => {
    const id = await uploaded('two');
    const found = await call(`/v1/files/${id}`);
    expect(await found.json()).toMatchObject({ id, object: 'file' });
    const content = await call(`/v1/files/${id}/content`);
    expect(Buffer.from(await content.arrayBuffer()).equals(sound)).toBe(true);
    const record = await world.recordOfResponse(content);
    expect(record.header).toMatchObject({ operation: 'file_content', response_bytes: 100_000 });
    expect(JSON.parse(String(record.response))).toEqual({
      bytes: 100_000,
      content_type: 'application/json',
    });
    const deleted = await call(`/v1/files/${id}`, { method: 'DELETE' });
    expect(await deleted.json()).toEqual({ id, object: 'file', deleted: true });
    const gone = await call(`/v1/files/${id}`);
    expect(await errorOf(gone)).toMatchObject({ status: 404, message: 'No such File: file-1' });
    expect((await world.recordOfResponse(gone)).header).toMatchObject({
      operation: 'file_retrieve',
      status: 'error',
    });
    const keys = upstream.received.map(({ headers }) => headers.authorization);
    expect(new Set(keys)).toEqual(new Set(['Bearer secret-of-two']));
  });

  it('is in the list of its provider, page by page', async () => {
    const id = await uploaded();
    const list = (await (await call('/v1/files?limit=1&key=x')).json()) as {
      data: { id: string }[];
      last_id: string;
    };
    expect(list.data.map((file) => file.id)).toEqual([id]);
    expect(list.last_id).toBe(id);
    expect(upstream.received.at(-1)?.path).toBe('/v1/files?limit=1');
    await call(`/v1/files?after=${id}&limit=1`);
    expect(upstream.received.at(-1)?.path).toBe('/v1/files?limit=1&after=file-1');
    const foreign = await call(`/v1/files?after=${id}`, {}, world, {
      'x-signalbox-provider': 'two',
    });
    expect(await errorOf(foreign)).toMatchObject({ status: 400, code: 'request_invalid' });
  });

  it("is in no list that would show another project's", async () => {
    world.state.set('project', 'another', {
      organisation_id: 'organisation',
      name: 'another',
      capture: 'full',
      retention_days: 30,
    });
    world.gateway.apply(world.state);
    expect(await errorOf(await call('/v1/files'))).toMatchObject({
      status: 400,
      code: 'feature_unsupported',
    });
    expect((await call(`/v1/files/${await uploaded()}`)).status).toBe(200);
    world.setProvider('own', { base_url: upstream.baseUrl, project_id: world.projectId });
    expect((await call('/v1/files', {}, world, { 'x-signalbox-provider': 'own' })).status).toBe(
      200,
    );
  });

  it('is found by no id that was not given to the project, or by a key that may not call there', async () => {
    const id = await uploaded();
    await using stranger = await World.start();
    setProviders(stranger);
    const before = upstream.received.length;
    for (const [of, asked] of [
      [stranger, id],
      [world, 'file-1'],
      [world, `${id}%2F..%2F..%2Fmodels`],
      [world, id.replace(/1$/, '2')],
    ] as const) {
      const response = await call(`/v1/files/${asked}/content`, {}, of);
      expect(await errorOf(response)).toMatchObject({ status: 404, code: 'not_found' });
    }
    world.setKey({ allowed_models: ['two/*'] });
    expect((await call(`/v1/files/${id}`)).status).toBe(404);
    expect(upstream.received).toHaveLength(before);
  });

  it('is uploaded as a form, by methods that are served', async () => {
    expect(await errorOf(await post('/v1/files', { file: 'x' }))).toMatchObject({
      status: 400,
      code: 'request_invalid',
    });
    const wrong = await call('/v1/files', { method: 'DELETE' });
    expect(await errorOf(wrong)).toMatchObject({ status: 405 });
    expect(wrong.headers.get('allow')).toBe('GET, POST');
    const unknown = await call('/v1/files', { headers: { authorization: 'Bearer no' } });
    expect(unknown.status).toBe(401);
    expect(upstream.received).toEqual([]);
  });
});

describe('a file that a call refers to', () => {
  const chat = (model: string, file_id: string) => ({
    model,
    messages: [{ role: 'user', content: [{ type: 'file', file: { file_id } }] }],
  });
  const response = (model: string, file_id: string) => ({
    model,
    input: [{ role: 'user', content: [{ type: 'input_file', file_id }] }],
  });

  it.each([
    ['/v1/chat/completions', chat, 'messages'],
    ['/v1/responses', response, 'input'],
  ])(
    'goes to the provider that has it, by %s, and is refused elsewhere',
    async (path, body, param) => {
      const id = await uploaded('two');
      const answer = await post(path, body('two/gpt-5', id));
      expect(answer.status).toBe(200);
      expect(JSON.parse(String(upstream.received.at(-1)?.body))).toEqual(body('gpt-5', 'file-1'));
      const sent = upstream.received.length;
      for (const model of ['one/gpt-5', 'claude/opus']) {
        const refused = await post(path, body(model, id));
        expect(await errorOf(refused)).toMatchObject({
          status: 400,
          code: 'request_invalid',
          message: expect.stringMatching(
            new RegExp(`"${param}" refers to what only the provider "two" has`),
          ),
        });
      }
      expect(upstream.received).toHaveLength(sent);
      // One from before, or from elsewhere, is left to the provider of the model.
      await post(path, body('one/gpt-5', 'file-9'));
      expect(JSON.parse(String(upstream.received.at(-1)?.body))).toEqual(body('gpt-5', 'file-9'));
    },
  );
});
