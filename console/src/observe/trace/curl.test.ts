import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { TraceDetail } from '../types.ts';
import { curlOf } from './curl.ts';

const GATEWAY = 'http://127.0.0.1:4100';

function called(more: Partial<TraceDetail> & { readonly body?: unknown }) {
  const { body = { model: 'a/b' }, ...rest } = more;
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  return curlOf(
    {
      protocol: 'openai',
      operation: 'chat',
      stream: false,
      requested_model: 'a/b',
      user: null,
      session: null,
      request_body: { encoding: 'utf-8', content } as TraceDetail['request_body'],
      ...rest,
    },
    GATEWAY,
  );
}

/** What a shell makes of it: the words that curl is given. */
function wordsOf(command: string | null): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const env = { SIGNALBOX_API_KEY: 'sbx_key', PATH: process.env['PATH'] ?? '' };
  return execFileSync('sh', ['-c', script], { env }).toString().split('\0').slice(0, -1);
}

describe('a request as curl', () => {
  it.each([
    ['openai', 'chat', false, '/v1/chat/completions'],
    ['openai', 'text_completion', false, '/v1/completions'],
    ['openai', 'embeddings', false, '/v1/embeddings'],
    ['openai', 'rerank', false, '/v1/rerank'],
    ['openai', 'moderation', false, '/v1/moderations'],
    ['openai', 'image_generation', false, '/v1/images/generations'],
    ['openai', 'image_edit', false, '/v1/images/edits'],
    ['openai', 'speech', false, '/v1/audio/speech'],
    ['openai-responses', 'chat', true, '/v1/responses'],
    ['anthropic', 'chat', true, '/v1/messages'],
    ['anthropic', 'count_tokens', false, '/v1/messages/count_tokens'],
    ['gemini', 'chat', false, '/v1beta/models/a/b:generateContent'],
    ['gemini', 'chat', true, '/v1beta/models/a/b:streamGenerateContent?alt=sse'],
    ['gemini', 'count_tokens', false, '/v1beta/models/a/b:countTokens'],
    ['gemini', 'embeddings', false, '/v1beta/models/a/b:embedContent'],
  ])(
    'goes where a client of its protocol goes: %s %s, streamed %s',
    (protocol, operation, stream, path) => {
      const words = wordsOf(called({ protocol, operation, stream }));
      expect(words).toContain(`${GATEWAY}${path}`);
      expect(words.includes('-N')).toBe(stream);
      expect(words.slice(-2)).toEqual(['--data-raw', '{"model":"a/b"}']);
    },
  );

  it.each([
    ['openai', ['authorization: Bearer sbx_key']],
    ['openai-responses', ['authorization: Bearer sbx_key']],
    ['anthropic', ['x-api-key: sbx_key', 'anthropic-version: 2023-06-01']],
    ['gemini', ['x-goog-api-key: sbx_key']],
  ])('has the key where %s has it', (protocol, headers) => {
    const words = wordsOf(called({ protocol }));
    const sent = words.filter((_, i) => words[i - 1] === '-H');
    expect(sent).toEqual([...headers, 'content-type: application/json']);
  });

  it('of several texts to embed goes where Gemini takes several', () => {
    const words = wordsOf(
      called({ protocol: 'gemini', operation: 'embeddings', body: { requests: [] } }),
    );
    expect(words).toContain(`${GATEWAY}/v1beta/models/a/b:batchEmbedContents`);
  });

  it("that names its model in the address is one of Azure's clients", () => {
    const words = wordsOf(called({ body: { messages: [] } }));
    expect(words[0]).toBe(
      `${GATEWAY}/openai/deployments/a%2Fb/chat/completions?api-version=2024-10-21`,
    );
    expect(words).toContain('api-key: sbx_key');
  });

  it('holds whatever was sent, and who it was for, as it was', () => {
    const body = `{"model":"a/b","x":"it's $(id) \`id\` \\"é\\" $SIGNALBOX_API_KEY"}`;
    const user = "o'hara $(id) $SIGNALBOX_API_KEY";
    const words = wordsOf(called({ body, user, session: 's 1' }));
    expect(words.at(-1)).toBe(body);
    expect(words).toContain(`x-signalbox-user: ${user}`);
    expect(words).toContain('x-signalbox-session: s 1');
  });

  it('of a form has its fields, and says which files to bring', () => {
    const file = { name: 'file', filename: 'Guten Tag.wav', content_type: 'audio/wav', bytes: 9 };
    const command = called({
      operation: 'transcription',
      body: {
        model: 'a/b',
        prompt: '@secret <x',
        'timestamp_granularities[]': ['word', 'segment'],
        stream: true,
        files: [file],
      },
    });
    expect(command).toMatch(/^# Files are not kept: put Guten Tag\.wav into this folder first\.\n/);
    expect(wordsOf(command)).toEqual([
      `${GATEWAY}/v1/audio/transcriptions`,
      '-H',
      'authorization: Bearer sbx_key',
      '--form-string',
      'model=a/b',
      '--form-string',
      'prompt=@secret <x',
      '--form-string',
      'timestamp_granularities[]=word',
      '--form-string',
      'timestamp_granularities[]=segment',
      '--form-string',
      'stream=true',
      '-F',
      'file=@"./Guten Tag.wav";type=audio/wav',
    ]);
  });

  it.each(['/etc/passwd', '..\\..\\passwd', 'a";filename="b', '..', "x\n$(id)'"])(
    'uploads no file but one of the folder that it is run in: %j',
    (filename) => {
      const command = called({
        operation: 'image_edit',
        body: { model: 'a/b', files: [{ name: 'image', filename, content_type: 'a;b', bytes: 1 }] },
      });
      const word = wordsOf(command).at(-1);
      expect(word).toMatch(/^image=@"\.\/[^"/\\;\n]+"$/);
      expect(word).not.toMatch(/\/\.\.?"/);
    },
  );

  it('is none without a body, or of what is not known', () => {
    expect(called({ request_body: null })).toBeNull();
    expect(called({ operation: 'realtime' })).toBeNull();
    expect(called({ protocol: 'telepathy' })).toBeNull();
  });
});
