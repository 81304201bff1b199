import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOOTSTRAP_KEY, type System } from './harness/system.ts';
import { startGateway } from './matrix/gateway.ts';
import { startProviders } from './matrix/providers.ts';
import type { Call } from './upstreams/call.ts';
import type { ModelHost } from './upstreams/model-host.ts';

/**
 * Calls that stay within one protocol pass byte for byte but for what is named: the provider's name before a model's, and what a
 * stream of chat is asked for so that its tokens are known. White space, spellings and orders are the client's own.
 */

const providers = await startProviders();
let system: System;
beforeAll(async () => {
  ({ system } = await startGateway(providers));
});
afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  await providers[Symbol.asyncDispose]();
});

interface Passing {
  readonly title: string;
  readonly provider: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** With `MODEL` where the model's name stands; as a client would never serialise it and a host takes it all the same. */
  readonly body: string;
  /** Members that may stand there once only. */
  readonly once: readonly string[];
}

const AUTH = { authorization: `Bearer ${BOOTSTRAP_KEY}` };
const ANTHROPIC = { 'x-api-key': BOOTSTRAP_KEY, 'anthropic-version': '2023-06-01' };
const GEMINI = { 'x-goog-api-key': BOOTSTRAP_KEY };
const SAID = String.raw`"Gr\u00fc\u00DFe \ud83d\udc4b\/ — 你好"`;

const CHAT = `{ "temperature":0.10,\r\n\t"\\u006dodel" :"MODEL","messages":[{"content":${SAID},"role":"user"}] , "seed": 9007199254740993 ,"n":1}`;
const PASSING: readonly Passing[] = [
  {
    title: 'OpenAI chat',
    provider: 'openai-chat',
    path: '/v1/chat/completions',
    headers: AUTH,
    body: CHAT,
    once: ['model', 'stream', 'stream_options', 'max_tokens', 'max_completion_tokens', 'n'],
  },
  {
    title: 'OpenAI Responses',
    provider: 'openai-responses',
    path: '/v1/responses',
    headers: AUTH,
    body: `{"store" : false,"input":[ {"role":"user" ,"content":${SAID}} ],\n"model":"MODEL"\n, "temperature": 1e-1}`,
    once: ['model', 'stream', 'store', 'background', 'previous_response_id', 'max_output_tokens'],
  },
  {
    title: 'Azure',
    provider: 'azure',
    path: '/v1/chat/completions',
    headers: AUTH,
    body: CHAT,
    once: ['model', 'stream'],
  },
  {
    title: 'Anthropic',
    provider: 'anthropic',
    path: '/v1/messages',
    headers: ANTHROPIC,
    body: `{"max_tokens":1024 , "messages":[{"role":"user","content":[{"text":${SAID},"type":"text"}]}],"top_k":40,\t"model":"MODEL"}`,
    once: ['model', 'stream', 'max_tokens'],
  },
  {
    title: 'Gemini',
    provider: 'gemini',
    path: '/v1beta/models/MODEL:generateContent',
    headers: GEMINI,
    body: `{"contents" :[{"parts":[{"text":${SAID}}],"role":"user"}],"generation_config":{ "max_output_tokens" :64,"temperature":0.50} }`,
    once: ['generationConfig', 'labels'],
  },
  {
    title: 'Vertex AI',
    provider: 'vertex',
    path: '/v1beta/models/MODEL:generateContent',
    headers: GEMINI,
    body: `{"contents" :[{"parts":[{"text":${SAID}}],"role":"user"}],"generation_config":{ "max_output_tokens" :64,"temperature":0.50} }`,
    once: ['generationConfig', 'labels'],
  },
];

function columnOf(name: string) {
  const column = providers.columns.find((one) => one.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

/** Responses and their items get ids that say where they are kept: what was put before them is a named edit. */
function unwrapped(bytes: Buffer): string {
  return bytes.toString().replaceAll(/"[a-z]+_sb1-[0-9a-f]{12}-[0-9a-f]{32}-/g, '"');
}

async function send(
  passing: Passing,
  path: string,
  body: string,
): Promise<{
  response: Response;
  bytes: Buffer;
  call: Call | undefined;
  host: ModelHost;
  calls: number;
}> {
  const { host, model } = columnOf(passing.provider);
  const before = host.calls.length;
  const name = `${passing.provider}/${model}`;
  const response = await fetch(`${system.gateway}${path.replace('MODEL', name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...passing.headers },
    body: body.replace('MODEL', name),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { response, bytes, call: host.calls[before], host, calls: host.calls.length - before };
}

describe.each(PASSING)('$title', (passing) => {
  const { path, body, provider, once } = passing;
  const { model } = columnOf(provider);

  it('passes a request and its answer as they are', async () => {
    const { response, bytes, call } = await send(passing, path, body);
    expect(response.status, bytes.toString()).toBe(200);
    expect(call?.body.toString()).toBe(body.replace('MODEL', model));
    expect(unwrapped(bytes)).toBe(call?.sent.toString());
    // What is for one's own eyes stays with the gateway.
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(JSON.stringify(call?.headers)).not.toContain(BOOTSTRAP_KEY);
  });

  it('passes an error of the provider as it is', async () => {
    const { response, bytes, call } = await send(
      passing,
      path,
      body.replace('你好', '#rate-limited'),
    );
    expect(response.status).toBe(429);
    expect(bytes.equals(call?.sent ?? Buffer.alloc(0)), bytes.toString()).toBe(true);
  });

  it.each(['', ' #split', ' #broken-stream'])('passes a stream as it is (%s)', async (word) => {
    const streamed = path.startsWith('/v1beta/')
      ? body
      : body.replace(
          '{',
          provider === 'azure' || provider === 'openai-chat'
            ? '{"stream_options":{"include_usage" :true},"stream":true, '
            : '{"stream":true, ',
        );
    const at = path.startsWith('/v1beta/')
      ? path.replace('generateContent', 'streamGenerateContent?alt=sse')
      : path;
    const { response, bytes, call } = await send(
      passing,
      at,
      streamed.replace('你好', `你好${word}`),
    );
    expect(response.status, bytes.toString()).toBe(200);
    expect(call?.body.toString()).toBe(
      streamed.replace('你好', `你好${word}`).replace('MODEL', model),
    );
    expect(unwrapped(bytes)).toBe(call?.sent.toString());
  });

  it.each(once)('refuses %s that stands there twice, however it is spelled', async (name) => {
    const escaped = `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;
    // Twice at any rate, whether the body has it or not.
    const doubled = body.replace('{', `{"${name}":null,"${escaped}":null,`);
    const { response, bytes, calls } = await send(passing, path, doubled);
    expect(response.status, bytes.toString()).toBe(400);
    expect(bytes.toString()).toContain(name);
    expect(calls).toBe(0);
  });
});

describe('Gemini', () => {
  const passing = PASSING.find(({ provider }) => provider === 'gemini');

  it('passes a list of JSON as it is', async () => {
    const { bytes, call } = await send(
      passing!,
      '/v1beta/models/MODEL:streamGenerateContent',
      passing!.body,
    );
    expect(bytes.equals(call?.sent ?? Buffer.alloc(0))).toBe(true);
    expect(JSON.parse(bytes.toString())).toBeInstanceOf(Array);
  });

  it('refuses a member that stands there by both of its names', async () => {
    const doubled = passing!.body.replace('{', '{"generationConfig":{},');
    const { response, calls } = await send(passing!, passing!.path, doubled);
    expect([response.status, calls]).toEqual([400, 0]);
  });

  it('keeps a key in the address to itself', async () => {
    const { host, model } = columnOf('gemini');
    const address = `${system.gateway}/v1beta/models/gemini/${model}:generateContent?key=${BOOTSTRAP_KEY}`;
    const response = await fetch(address, {
      method: 'POST',
      body: passing!.body,
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(200);
    expect(host.calls.at(-1)?.url.href).not.toContain(BOOTSTRAP_KEY);
    expect(system.output).not.toContain(BOOTSTRAP_KEY);
  });
});

describe('a stream of chat whose client does not ask for its tokens', () => {
  it('is what it would be without that the gateway asks', async () => {
    const passing = PASSING[0]!;
    const { bytes, call } = await send(
      passing,
      passing.path,
      passing.body.replace('{', '{"stream":true, '),
    );
    expect(call?.body.toString()).toContain('"include_usage":true');
    const asked = call?.sent.toString() ?? '';
    // The chunk that has nothing else, and the members that announce it.
    const without = asked
      .replace(/data: [^\n]*"choices":\[\],"usage":\{[^\n]*\n\n/, '')
      .replaceAll('"usage":null,', '');
    expect(bytes.toString()).toBe(without);
    expect(asked).not.toBe(without);
  });
});
