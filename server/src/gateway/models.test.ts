import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpProvider, type Provider } from '../inference/index.ts';
import { json, ScriptedUpstream } from './testing/upstream.ts';
import { World } from './testing/world.ts';
import { UpstreamModels } from './upstream-models.ts';

const listOf = (...ids: string[]): string =>
  JSON.stringify({
    object: 'list',
    data: ids.map((id) => ({ id, object: 'model', created: 1_700_000_000, more: 1 })),
  });

const listed = (...ids: string[]) => ids.map((id) => ({ id, created: 1_700_000_000 }));

let upstream: ScriptedUpstream;
beforeEach(async () => {
  upstream = await ScriptedUpstream.start();
  upstream.script = (response) => json(response, 200, listOf('gpt-a', 'org/gpt-b'));
});
afterEach(() => upstream[Symbol.asyncDispose]());

describe('GET /v1/models', () => {
  async function ids(world: World): Promise<string[]> {
    const response = await fetch(`${world.url}/v1/models`, {
      headers: { authorization: `Bearer ${world.key}` },
    });
    const { data } = (await response.json()) as { data: { id: string }[] };
    return data.map(({ id }) => id);
  }

  it('asks a provider without a stored list, once for all who want it, with its credential', async () => {
    await using world = await World.start();
    world.setProvider('listed', { models: ['m'], position: 1 });
    world.setProvider('open', { base_url: upstream.baseUrl, position: 2 });
    world.setProvider('gone', { base_url: 'http://127.0.0.1:1/v1', position: 3 });
    const all = await Promise.all([ids(world), ids(world), ids(world)]);
    for (const one of all) expect(one).toEqual(['listed/m', 'open/gpt-a', 'open/org/gpt-b']);
    expect(await ids(world)).toEqual(all[0]);
    expect(upstream.received.map(({ path }) => path)).toEqual(['/v1/models']);
    expect(upstream.received[0]?.headers['authorization']).toBe('Bearer secret-of-open');
  });

  it('shows what the key may call, and asks nobody of whom it may call nothing', async () => {
    await using world = await World.start();
    world.setProvider('open', { base_url: upstream.baseUrl });
    world.setKey({ allowed_models: ['other/*'] });
    expect(await ids(world)).toEqual([]);
    expect(upstream.received).toEqual([]);
    world.setKey({ allowed_models: ['open/gpt-a', 'open/not-there'] });
    expect(await ids(world)).toEqual(['open/gpt-a']);
  });
});

describe('GET /v1/models/{id}', () => {
  it("is the provider's own, with when it was made, and 404 where its list lacks it", async () => {
    await using world = await World.start();
    world.setProvider('open', { base_url: upstream.baseUrl });
    world.setProvider('gone', { base_url: 'http://127.0.0.1:1/v1', position: 2 });
    const get = (id: string) =>
      fetch(`${world.url}/v1/models/${id}`, { headers: { 'api-key': world.key } });
    const known = await get('open/org/gpt-b');
    expect(await known.json()).toMatchObject({ id: 'open/org/gpt-b', created: 1_700_000_000 });
    const none = await get('nope');
    expect(none.status).toBe(404);
    expect(await none.json()).toMatchObject({ error: { code: 'model_not_found' } });
    // Nobody knows what one serves that does not say.
    expect((await get('gone/any')).status).toBe(200);
  });
});

describe('what a provider says of its models', () => {
  let lines: string[] = [];
  let now = 0;
  let provider: Provider;
  const start = (more: Partial<Parameters<typeof createHttpProvider>[0]> = {}) => {
    lines = [];
    now = 0;
    provider = createHttpProvider({
      kind: 'openai',
      name: 'open',
      baseUrl: upstream.baseUrl,
      credential: null,
      reach: 'any',
      connectTimeoutMs: 1_000,
      ...more,
    });
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    return new UpstreamModels(log, () => now);
  };
  afterEach(() => provider[Symbol.asyncDispose]());

  it('is asked for again after a minute', async () => {
    const models = start();
    expect(await models.of(provider)).toEqual(listed('gpt-a', 'org/gpt-b'));
    upstream.script = (response) => json(response, 200, listOf('gpt-c', 'gpt-c'));
    now = 59_999;
    expect(await models.of(provider)).toEqual(listed('gpt-a', 'org/gpt-b'));
    now = 60_000;
    expect(await models.of(provider)).toEqual(listed('gpt-c'));
  });

  it('is read without an envelope too, as Together sends it', async () => {
    const models = start();
    upstream.script = (response) => json(response, 200, '[{"id":"org/m","created":7},{"id":"n"}]');
    expect(await models.of(provider)).toEqual([
      { id: 'org/m', created: 7 },
      { id: 'n', created: 0 },
    ]);
  });

  it.each([
    [
      'anthropic',
      '{"data":[{"id":"claude-a","created_at":"2026-01-02T00:00:00Z"}],"has_more":true,"last_id":"claude-a"}',
      '{"data":[{"id":"claude-b","created_at":"soon"}],"has_more":false,"last_id":"claude-b"}',
      ['/v1/models?limit=1000', '/v1/models?limit=1000&after_id=claude-a'],
      [
        { id: 'claude-a', created: 1_767_312_000 },
        { id: 'claude-b', created: 0 },
      ],
    ],
    [
      'gemini',
      '{"models":[{"name":"models/gemini-a","supportedGenerationMethods":["generateContent","countTokens"]},{"name":"models/imagen","supportedGenerationMethods":["predict"]}],"nextPageToken":"t=1"}',
      '{"models":[{"name":"models/embedder","supportedGenerationMethods":["embedContent"]},{"name":"tunedModels/mine"}]}',
      ['/v1beta/models?pageSize=1000', '/v1beta/models?pageSize=1000&pageToken=t%3D1'],
      [
        { id: 'gemini-a', created: 0 },
        { id: 'embedder', created: 0 },
        { id: 'tunedModels/mine', created: 0 },
      ],
    ],
  ] as const)('is read page by page (%s)', async (kind, first, second, paths, wanted) => {
    const models = start({ kind, baseUrl: new URL(upstream.baseUrl).origin });
    upstream.script = (response) =>
      json(response, 200, upstream.received.length === 1 ? first : second);
    expect(await models.of(provider)).toEqual(wanted);
    expect(upstream.received.map(({ path }) => path)).toEqual(paths);
  });

  it('is not asked of Azure, which does not list what may be called', async () => {
    const models = start({ kind: 'azure' });
    expect(await models.of(provider)).toBeNull();
    expect(upstream.received).toEqual([]);
  });

  it.each([
    ['an error', 401, listOf('x')],
    ['a page', 200, '<html>'],
    ['something else', 200, '{"models":[]}'],
    ['too much', 200, `{"data":[],"pad":"${'x'.repeat(9 << 20)}"}`],
  ])(
    'is nothing when it is %s, which is logged once until it is well again',
    async (_, status, body) => {
      const models = start();
      const bad = upstream.script;
      upstream.script = (response) => json(response, status, body);
      for (now = 0; now <= 120_000; now += 60_000) expect(await models.of(provider)).toBeNull();
      expect(lines).toHaveLength(1);
      expect(upstream.received).toHaveLength(3);
      upstream.script = bad;
      now = 200_000;
      expect(await models.of(provider)).not.toBeNull();
      upstream.script = (response) => json(response, status, body);
      now = 300_000;
      await models.of(provider);
      expect(lines).toHaveLength(2);
    },
  );
});
