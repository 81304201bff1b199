import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { json, ScriptedUpstream } from '../testing/upstream.ts';
import { World } from '../testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;
beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start({ maxUploadBytes: 3 << 20 });
  world.setProvider('host', { base_url: upstream.baseUrl });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});
beforeEach(() => {
  upstream.received.length = 0;
  upstream.script = (response) => json(response, 200, '{"text":"Guten Tag"}');
});

const sound = randomBytes(1 << 20);

function form(fields: readonly (readonly [string, string | Buffer])[]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, new Blob([new Uint8Array(value)], { type: 'audio/wav' }), 'tag.wav');
  }
  return data;
}

const post = (body: FormData | string, headers: Record<string, string> = {}) =>
  fetch(`${world.url}/v1/audio/transcriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.key}`, ...headers },
    body,
  });

it.each([
  [
    'before the file',
    [
      ['model', 'host/whisper-1'],
      ['file', sound],
      ['language', 'de'],
    ],
  ],
  [
    'behind the file',
    [
      ['file', sound],
      ['language', 'de'],
      ['model', 'host/whisper-1'],
    ],
  ],
] as const)(
  'a form with the model %s reaches the provider with its own name for it',
  async (_, fields) => {
    const sent = form(fields);
    const written = new Response(sent);
    const type = written.headers.get('content-type') ?? '';
    const bytes = Buffer.from(await written.arrayBuffer());
    const response = await fetch(`${world.url}/v1/audio/transcriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.key}`, 'content-type': type },
      body: new Uint8Array(bytes),
    });
    expect([response.status, await response.text()]).toEqual([200, '{"text":"Guten Tag"}']);
    const [received] = upstream.received;
    expect(received?.path).toBe('/v1/audio/transcriptions');
    expect(received?.headers['content-type']).toBe(type);
    expect(received?.headers['content-length']).toBe(String(received?.body.length));
    // Every byte but those of the name.
    const expected = bytes.toString('latin1').replace('host/whisper-1', 'whisper-1');
    expect(received?.body.toString('latin1') === expected).toBe(true);
    const { header, request } = await world.recordOfResponse(response);
    expect(header).toMatchObject({
      operation: 'transcription',
      request_bytes: bytes.length,
      status: 'ok',
    });
    expect(JSON.parse(String(request))).toEqual({
      model: 'host/whisper-1',
      language: 'de',
      files: [
        { name: 'file', filename: 'tag.wav', content_type: 'audio/wav', bytes: sound.length },
      ],
    });
  },
);

it('refuses what is no form, has two models or none, or is too large', async () => {
  const refusal = async (response: Response): Promise<unknown> => {
    const { error } = (await response.json()) as { error: { code: string } };
    return [response.status, error.code];
  };
  const type = { 'content-type': 'multipart/form-data; boundary=b' };
  expect(await refusal(await post('hello', type))).toEqual([400, 'request_invalid']);
  expect(await refusal(await post('x', { 'content-type': 'multipart/form-data' }))).toEqual([
    400,
    'request_invalid',
  ]);
  const twice = form([
    ['model', 'host/a'],
    ['model', 'host/b'],
    ['file', sound],
  ]);
  expect(await refusal(await post(twice))).toEqual([400, 'member_duplicated']);
  expect(await refusal(await post(form([['Model', 'host/a']])))).toEqual([400, 'request_invalid']);
  expect(await refusal(await post(form([['file', sound]])))).toEqual([400, 'request_invalid']);
  const large = form([['model', 'host/a'], ...Array(4).fill(['file', sound])]);
  expect(await refusal(await post(large))).toEqual([413, 'body_too_large']);
  const long = form([
    ['model', 'host/a'],
    ['prompt', 'a'.repeat(300_000)],
  ]);
  expect(await refusal(await post(long))).toEqual([400, 'request_invalid']);
  expect(upstream.received).toEqual([]);
});

it('keeps nothing of a client that leaves in the middle of a file', async () => {
  for (let i = 0; i < 30; i++) {
    const socket = connect(world.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST /v1/audio/transcriptions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.key}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 2000000\r\n\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n`,
    );
    socket.write(sound.subarray(0, 500_000));
    await new Promise((resolve) => setTimeout(resolve, 10));
    socket.destroy();
  }
  // More than eight bodies of the largest size were begun: had one kept its room, there would be none.
  for (let i = 0; i < 12; i++) {
    expect(
      (
        await post(
          form([
            ['model', 'host/whisper-1'],
            ['file', sound],
          ]),
        )
      ).status,
    ).toBe(200);
  }
});

it('passes sound as it comes, and records how much there was', async () => {
  upstream.script = async (response) => {
    response.writeHead(200, { 'content-type': 'audio/mpeg' });
    for (let i = 0; i < 4; i++) {
      response.write(sound.subarray(i * 1000, (i + 1) * 1000));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    response.end();
  };
  const response = await fetch(`${world.url}/v1/audio/speech`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'host/tts-1', voice: 'alloy', input: 'Guten Tag' }),
  });
  expect(response.headers.get('content-type')).toBe('audio/mpeg');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.equals(sound.subarray(0, 4000))).toBe(true);
  const record = await world.recordOfResponse(response);
  expect(record.header).toMatchObject({ operation: 'speech', status: 'ok', response_bytes: 4000 });
  expect(JSON.parse(String(record.response))).toEqual({ bytes: 4000, content_type: 'audio/mpeg' });
});

it('ends a sound that broke off with a connection that breaks', async () => {
  upstream.script = (response) => {
    response.writeHead(200, { 'content-type': 'audio/mpeg' });
    response.write(sound.subarray(0, 1000));
    setTimeout(() => response.write(sound.subarray(1000, 2000)), 10);
    setTimeout(() => response.destroy(), 30);
  };
  const response = await fetch(`${world.url}/v1/audio/speech`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'host/tts-1', voice: 'alloy', input: 'Guten Tag' }),
  });
  await expect(response.arrayBuffer()).rejects.toThrow();
  const { header } = await world.recordOfResponse(response);
  expect(header).toMatchObject({ status: 'error', error_code: 'upstream_interrupted' });
});
