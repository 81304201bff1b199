import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COMPLETION, json, ScriptedUpstream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;

beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start({ maxBodyBytes: 100_000 });
  world.setProvider('openai', { base_url: upstream.baseUrl });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});
beforeEach(() => {
  upstream.script = (response) => json(response, 200, COMPLETION);
});

const body = { model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'Hi' }] };

describe('a chat', () => {
  it('reaches the provider with its own credential and comes back byte for byte', async () => {
    const response = await world.chat(body, { cookie: 'session=secret', 'openai-beta': 'x=1' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(COMPLETION);
    const sent = upstream.received.at(-1)!;
    expect(sent.path).toBe('/v1/chat/completions');
    expect(JSON.parse(sent.body.toString())).toEqual({ ...body, model: 'gpt-4o' });
    expect(sent.headers).toMatchObject({
      authorization: 'Bearer secret-of-openai',
      'accept-encoding': 'identity',
      'openai-beta': 'x=1',
    });
    expect(sent.headers.cookie).toBeUndefined();
    expect(sent.headers['user-agent']).toBeUndefined();
  });

  it('says what it was, and what it cost', async () => {
    upstream.script = (response) =>
      json(response, 200, COMPLETION, {
        'set-cookie': 'a=b',
        'x-ratelimit-remaining-requests': '7',
        'openai-organization': 'org-1',
        'openai-project': 'proj_1',
        'openai-model': 'gpt-4o-2024-08-06',
      });
    const { headers } = await world.chat(body);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-signalbox-provider')).toBe('openai');
    expect(headers.get('x-signalbox-model')).toBe('gpt-4o');
    expect(Number(headers.get('x-signalbox-overhead-ms'))).toBeGreaterThan(0);
    // 1,000 tokens in at 2.50 USD a million, 100 out at 10.
    expect(headers.get('x-signalbox-cost-usd')).toBe('0.0035');
    expect(headers.get('x-ratelimit-remaining-requests')).toBe('7');
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('openai-organization')).toBe('org-1');
    expect(headers.get('openai-project')).toBe('proj_1');
    expect(headers.get('openai-model')).toBe('gpt-4o-2024-08-06');
  });

  describe('says to the provider who is billed', () => {
    const asClient = { 'openai-organization': 'org-client', 'openai-project': 'proj_client' };
    const onProject = { 'openai-project': 'proj_client' };
    const own = { openai_organization: 'org-own', openai_project: 'proj_own' };
    const open = { account_from_client: true };
    it.each([
      [{}, asClient, undefined, undefined],
      [own, {}, 'org-own', 'proj_own'],
      [own, asClient, 'org-own', 'proj_own'],
      [open, asClient, 'org-client', 'proj_client'],
      [{ ...own, ...open }, asClient, 'org-client', 'proj_client'],
      [{ ...own, ...open }, { 'openai-organization': 'org-client' }, 'org-client', undefined],
      [{ ...own, ...open }, onProject, 'org-own', 'proj_client'],
      [{ ...own, ...open }, {}, 'org-own', 'proj_own'],
    ])('set as %j, asked with %j: %s, %s', async (settings, headers, organization, project) => {
      world.setProvider('billed', { base_url: upstream.baseUrl, ...settings });
      await world.chat({ ...body, model: 'billed/gpt-4o' }, headers);
      const sent = upstream.received.at(-1)!.headers;
      expect([sent['openai-organization'], sent['openai-project']]).toEqual([
        organization,
        project,
      ]);
    });
  });

  it('has the headers that are set on the provider, which a client cannot replace, and errors do not tell', async () => {
    const headers = { 'x-api-key': 'Key very-secret-value', 'openai-beta': 'ours' };
    const header_values = JSON.stringify(headers);
    world.setProvider('further', { base_url: upstream.baseUrl, credential: null, header_values });
    upstream.script = (response, received) =>
      json(
        response,
        401,
        JSON.stringify({
          error: { message: `${received.headers['x-api-key']} / very-secret-value` },
        }),
      );
    const response = await world.chat(
      { ...body, model: 'further/gpt-4o' },
      { 'openai-beta': 'theirs', 'x-api-key': 'theirs' },
    );
    expect(upstream.received.at(-1)!.headers).toMatchObject(headers);
    expect(upstream.received.at(-1)!.headers).not.toHaveProperty('authorization');
    expect(await response.json()).toEqual({ error: { message: '[credential] / [credential]' } });
    const { header } = await world.recordOfResponse(response);
    expect(JSON.stringify(header)).not.toContain('very-secret-value');
  });

  it('is recorded whole before it is answered', async () => {
    const response = await world.chat(body, {
      'x-signalbox-user': 'Grüße',
      'x-signalbox-session': 's1',
      'x-signalbox-tags': 'a, b,a',
      'x-signalbox-metadata': '{"k":"v"}',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    });
    const { header, request, response: answer } = await world.recordOfResponse(response);
    expect(JSON.parse(request.toString())).toEqual(body);
    expect(answer.toString()).toBe(COMPLETION);
    expect(header).toMatchObject({
      status: 'ok',
      http_status: 200,
      operation: 'chat',
      stream: false,
      requested_model: 'openai/gpt-4o',
      provider: 'openai',
      model: 'gpt-4o',
      response_model: 'gpt-4o-2024-08-06',
      response_id: 'chatcmpl-1',
      system_fingerprint: 'fp_1',
      finish_reasons: ['stop'],
      usage: { input: 1000, output: 100 },
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      parent_span_id: '00f067aa0ba902b7',
      session: 's1',
      tags: ['a', 'b'],
      metadata: { k: 'v' },
      key_id: world.keyId,
      project_id: world.projectId,
      payload_dropped: false,
    });
    expect(header.attempts).toHaveLength(1);
    expect(header.attempts[0]).toMatchObject({ status: 'ok', http_status: 200 });
    expect(Object.keys(header.steps_us)).toEqual([
      'authenticate',
      'parse',
      'admit',
      'route',
      'infer',
      'settle',
    ]);
  });

  it('is priced by own prices', async () => {
    world.state.set('price', 'p1', {
      project_id: null,
      provider: 'openai',
      model: 'priced',
      effective_from: '2020-01-01T00:00:00Z',
      per_token: { input: '5000000', output: '1' },
    });
    world.gateway.apply(world.state);
    const response = await world.chat({ ...body, model: 'openai/priced' });
    expect(response.headers.get('x-signalbox-cost-usd')).toBe('0.0050000001');
    const { header } = await world.recordOfResponse(response);
    expect(header.cost?.total).toBe('5000000100');
  });
});
