import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { events, json, ScriptedUpstream, stream } from '../../gateway/testing/upstream.ts';
import { World } from '../../gateway/testing/world.ts';
import { createTokenMint } from '../../identity/wiring.ts';
import { ConfigFollower, configRoutes } from '../../platform/config-stream/index.ts';
import { LinkClient, startLinkServer } from '../../platform/link/index.ts';
import { type Management, OWNER, startManagement } from '../testing/management.ts';
import { invited } from '../testing/people.ts';

/** A real gateway that follows a real control by the config stream: what it knows of tokens, it knows from there. */
let management: Management;
let world: World;
let sandbox: string;
const stack = new AsyncDisposableStack();
const CHAT = '/api/v1/playground/v1/chat/completions';
const body = { model: 'sandbox/echo', messages: [{ role: 'user', content: 'hello' }] };

beforeAll(async () => {
  world = stack.use(await World.start());
  management = stack.use(await startManagement(world.port));
  const folder = mkdtempSync(join(tmpdir(), 'sbx-tokens-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const socket = join(folder, 'control.sock');
  const key = randomBytes(32);
  const log = pino({ level: 'silent' });
  stack.use(
    await startLinkServer({ socket, key, routes: configRoutes(management.publisher), log }),
  );
  const client = stack.use(new LinkClient({ socket, key, role: 'gateway' }));
  const follower = stack.use(
    new ConfigFollower({
      client,
      process: 'gateway-test',
      role: 'gateway',
      cache: null,
      log,
      onApply: (_state, ops) => {
        for (const { kind, id, value } of ops) world.state.set(kind, id, value);
        world.gateway.apply(world.state);
      },
    }),
  );
  await follower.start();
  const { db } = management;
  sandbox = '01900000-0000-7000-8000-00000000000a';
  await db
    .insertInto('providers')
    .values({
      id: sandbox,
      organisation_id: null,
      project_id: null,
      name: 'sandbox',
      kind: 'sandbox',
      base_url: '',
      position: 0,
    })
    .execute();
  world.setProvider('sandbox', { kind: 'sandbox', base_url: '' });
});
afterAll(() => stack.disposeAsync());

describe('a call of the playground', () => {
  it('is answered by the gateway and recorded as its person’s, in the place where they act', async () => {
    const { projectId } = management.defaults;
    const member = await invited(management, {
      project_roles: [{ project_id: projectId, role: 'member' }],
    });
    const answer = await member.call('POST', CHAT, {
      body,
      headers: { 'x-signalbox-environment': 'staging', 'x-signalbox-tags': 'playground' },
    });
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('hello')]);
    const { header } = await world.recordOf(answer.headers['x-request-id'] as string);
    expect(header).toMatchObject({
      key_id: member.userId,
      project_id: projectId,
      tags: ['playground'],
      model: 'echo',
    });
    expect(header.environment_id).not.toBe(management.defaults.environmentId);
    const viewer = await invited(management, {
      project_roles: [{ project_id: projectId, role: 'viewer' }],
    });
    expect((await viewer.call('POST', CHAT, { body })).status).toBe(403);
  });

  it('leaves a token that a gateway takes again for a minute, and not for a second after the sign-out', async () => {
    const member = await invited(management, {
      project_roles: [{ project_id: management.defaults.projectId, role: 'member' }],
    });
    const [signIn] = (await member.call('GET', '/api/v1/auth/sign-ins')).body.data;
    const { projectId, organisationId, environmentId } = management.defaults;
    // As the relay makes it, and as somebody between control and a gateway would have it.
    const token = await createTokenMint(management.parts)({
      by: 'user',
      sub: member.userId,
      sid: signIn.id,
      org: organisationId,
      project: projectId,
      environment: environmentId,
      scopes: ['inference'],
    });
    const replay = () =>
      fetch(`${world.url}/v1/models`, { headers: { authorization: `Bearer ${token}` } });
    expect((await replay()).status).toBe(200);
    await member.call('POST', '/api/v1/auth/sign-out');
    // vi.waitFor gives up after a second.
    await vi.waitFor(async () => expect((await replay()).status).toBe(401), { interval: 10 });
    // And on the console's port it never was anything.
    const there = await management.call('GET', '/api/v1/projects', { key: token });
    expect([there.status, there.body.error.code]).toEqual([401, 'key_invalid']);
  });
});

describe('a test of a provider', () => {
  const test = (options: object = {}) =>
    management.call('POST', `/api/v1/providers/${sandbox}/test`, { body: {}, ...options });

  it('calls its first model through the gateway, and says how it went', async () => {
    const { status, body: answer } = await test();
    expect([status, answer]).toEqual([
      200,
      {
        ok: true,
        model: 'sandbox/echo',
        task: 'chat',
        status: 200,
        latency_ms: expect.any(Number),
        ttft_ms: expect.any(Number),
        request_id: expect.any(String),
        error: null,
      },
    ]);
    expect((await world.recordOf(answer.request_id)).header.tags).toEqual(['provider-test']);
  });

  it('works over a socket as it does here', async () => {
    const response = await fetch(`${await management.listen()}/api/v1/providers/${sandbox}/test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${OWNER}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: true });
  });

  it('passes on what a model says that is not there, or that fails', async () => {
    const missing = await test({ body: { model: 'nothing' } });
    expect(missing.body).toMatchObject({
      ok: false,
      status: 404,
      error: expect.stringMatching(/nothing/),
    });
    const failing = await test({ body: { model: 'echo?error_status=429' } });
    expect(failing.body).toMatchObject({ ok: false, status: 429, ttft_ms: null });
  });

  describe('of a remote host', () => {
    let upstream: ScriptedUpstream;
    const remote = '01900000-0000-7000-8000-00000000000b';
    beforeAll(async () => {
      upstream = stack.use(await ScriptedUpstream.start());
      const row = { name: 'acme', kind: 'openai' as const, base_url: upstream.baseUrl };
      await management.db
        .insertInto('providers')
        .values({ id: remote, organisation_id: null, project_id: null, position: 1, ...row })
        .execute();
      world.setProvider('acme', row);
    });
    beforeEach(() => upstream.received.splice(0));
    const tryIt = async (body: object) =>
      (await management.call('POST', `/api/v1/providers/${remote}/test`, { body })).body;
    const sent = () => upstream.received.map(({ path, body: raw }) => [path, JSON.parse(`${raw}`)]);

    it('asks a model for embeddings whose name says so, or of which it is said', async () => {
      upstream.script = (response) =>
        json(response, 200, JSON.stringify({ object: 'list', data: [], usage: {} }));
      for (const asked of [
        { model: 'text-embedding-3-small' },
        { model: 'BAAI/bge-m3' },
        { model: 'strange', task: 'embeddings' },
      ])
        expect(await tryIt(asked)).toMatchObject({ ok: true, task: 'embeddings', status: 200 });
      expect(sent().map(([path]) => path)).toEqual(Array(3).fill('/v1/embeddings'));
      expect(await tryIt({ model: 'embed-me', task: 'chat' })).toMatchObject({ task: 'chat' });
    });

    it('reads a stream as any host may write it, and the error in one', async () => {
      const streams = (text: string) => {
        upstream.script = (response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' }).end(text);
        };
      };
      streams('data: { "choices": [{ "delta": { "content": "OK" } }] }\n\ndata: [DONE]\n\n');
      expect(await tryIt({ model: 'm' })).toMatchObject({ ok: true, ttft_ms: expect.any(Number) });
      streams('data: {"id":"c","error":{"message":"overloaded"}}\n\n');
      expect(await tryIt({ model: 'm' })).toMatchObject({ ok: false, error: 'overloaded' });
    });

    it('limits the answer as the model takes it', async () => {
      upstream.script = (response, { body: raw }) => {
        const refused = 'max_tokens' in JSON.parse(`${raw}`);
        const message = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.";
        if (refused) json(response, 400, JSON.stringify({ error: { message } }));
        else void stream(response, events());
      };
      expect(await tryIt({ model: 'gpt-5-mini' })).toMatchObject({ ok: true });
      expect(sent()).toEqual([
        [expect.anything(), expect.objectContaining({ max_completion_tokens: 1_024 })],
      ]);
      expect(await tryIt({ model: 'brand-new' })).toMatchObject({ ok: true });
      expect(sent()).toHaveLength(3);
    });
  });

  it('is refused for one that is disabled, and for one of another project', async () => {
    const own = await management.call('POST', '/api/v1/providers', {
      body: { name: 'off', base_url: 'https://off.example/v1', enabled: false },
    });
    const off = await management.call('POST', `/api/v1/providers/${own.body.id}/test`, {
      body: {},
    });
    expect([off.status, off.body.error.code]).toEqual([409, 'conflict']);
    const other = await management.call('POST', '/api/v1/projects', { body: { name: 'other' } });
    const foreign = await management.call('POST', `/api/v1/providers/${own.body.id}/test`, {
      body: {},
      headers: { 'x-signalbox-project': other.body.id },
    });
    expect(foreign.status).toBe(404);
  });
});
