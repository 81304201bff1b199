import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAnswer } from '../telemetry/testing/api-answer.ts';
import { freshProcess } from '../telemetry/testing/fresh-process.ts';
import { ENVIRONMENT, endRecord, frameOf, ORGANISATION } from '../telemetry/testing/records.ts';
import { type TestStores, testStores } from '../telemetry/testing/stores.ts';
import { json, ScriptedUpstream } from './testing/upstream.ts';
import { type Recorded, World } from './testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;
let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
  upstream = await ScriptedUpstream.start();
  world = await World.start();
  world.setProject({ organisation_id: ORGANISATION });
  world.setKey({ organisation_id: ORGANISATION, environment_id: ENVIRONMENT });
  // By its name it has OpenAI's prices.
  world.setProvider('openai', { base_url: upstream.baseUrl });
  world.setProvider('google', { kind: 'gemini', base_url: `http://127.0.0.1:${upstream.port}` });
  world.setProvider('anthropic', {
    kind: 'anthropic',
    base_url: `http://127.0.0.1:${upstream.port}`,
  });
  const prices: Record<string, Record<string, string>> = {
    'tts-1': { characters: '15000000' },
    'dall-e-3': { made_images: '40000000000' },
    'rerank-v3.5': { search_units: '2000000000' },
    'rerank-plain': { documents: '1000000' },
    'jina-reranker': { input: '20000' },
  };
  for (const [model, per_token] of Object.entries(prices)) {
    world.state.set('price', model, {
      project_id: null,
      provider: 'openai',
      model,
      service_tier: null,
      effective_from: '2020-01-01T00:00:00Z',
      per_token,
    });
  }
  world.gateway.apply(world.state);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
  await stores[Symbol.asyncDispose]();
});

const sound = (): FormData => {
  const form = new FormData();
  form.append('file', new Blob(['RIFF']), 'tag.wav');
  return form;
};
function formOf(model: string, more: Record<string, string> = {}): FormData {
  const form = sound();
  for (const [name, value] of Object.entries({ model, ...more })) form.append(name, value);
  return form;
}

interface Answer {
  readonly type?: string;
  readonly body: object | string;
}

const events = (...all: object[]): Answer => ({
  type: 'text/event-stream',
  body: all
    .map(
      (event) => `event: ${'type' in event ? event.type : ''}\ndata: ${JSON.stringify(event)}\n\n`,
    )
    .join(''),
});

async function asked(path: string, body: FormData | object, answer: Answer) {
  upstream.script = (response) => {
    if (typeof answer.body === 'object') return json(response, 200, JSON.stringify(answer.body));
    response.writeHead(200, { 'content-type': answer.type ?? 'text/plain' });
    response.end(answer.body);
  };
  const form = body instanceof FormData;
  const response = await fetch(`${world.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${world.key}`,
      ...(form ? {} : { 'content-type': 'application/json' }),
    },
    body: form ? body : JSON.stringify(body),
  });
  const text = await response.text();
  expect(response.status).toBe(200);
  if (typeof answer.body === 'string') expect(text).toBe(answer.body);
  return { record: await world.recordOfResponse(response), headers: response.headers };
}

let frames = 0;
async function booked({ header, request, response }: Recorded): Promise<void> {
  const frame = frameOf(++frames, [endRecord(header, request, response)]);
  await freshProcess(stores).ingest(frame);
}

const tokens = { input_tokens: 20, output_tokens: 1_000, total_tokens: 1_020 };
const image = { b64_json: 'iVBORw0KGgo=' };
const query = { model: 'openai/rerank-v3.5', query: 'q', documents: ['a', { text: 'b' }, 'c'] };

/** What each call used, and in USD what it cost; null: not known. */
const CASES: readonly (readonly [
  what: string,
  path: string,
  body: () => FormData | object,
  answer: Answer,
  usage: object | null,
  usd: string | null,
])[] = [
  [
    'a transcription that tells seconds',
    '/v1/audio/transcriptions',
    () => formOf('openai/whisper-1'),
    { body: { text: 'Hi', usage: { type: 'duration', seconds: 90 } } },
    { audio_seconds: 90 },
    '0.009',
  ],
  [
    'a transcription in full, by its duration',
    '/v1/audio/transcriptions',
    () => formOf('openai/whisper-1', { response_format: 'verbose_json' }),
    { body: { task: 'transcribe', language: 'english', duration: 8.470000267028809, text: 'Hi' } },
    { audio_seconds: 9 },
    '0.0009',
  ],
  [
    'a transcription that tells tokens',
    '/v1/audio/transcriptions',
    () => formOf('openai/gpt-4o-transcribe'),
    {
      body: {
        text: 'Hi',
        usage: {
          type: 'tokens',
          input_tokens: 114,
          input_token_details: { text_tokens: 14, audio_tokens: 100 },
          output_tokens: 10,
          total_tokens: 124,
        },
      },
    },
    { input: 114, input_audio: 100, output: 10 },
    '0.000735',
  ],
  [
    'a streamed transcription',
    '/v1/audio/transcriptions',
    () => formOf('openai/gpt-4o-transcribe', { stream: 'true' }),
    events(
      { type: 'transcript.text.delta', delta: 'Hi' },
      {
        type: 'transcript.text.done',
        text: 'Hi',
        usage: {
          type: 'tokens',
          input_tokens: 14,
          input_token_details: { text_tokens: 4, audio_tokens: 10 },
          output_tokens: 10,
          total_tokens: 24,
        },
      },
    ),
    { input: 14, input_audio: 10, output: 10 },
    '0.00017',
  ],
  [
    'a transcription that is paid by the second and tells tokens as well',
    '/v1/audio/transcriptions',
    () => formOf('openai/whisper-1'),
    {
      body: {
        text: 'Hi',
        usage: {
          prompt_audio_seconds: 30,
          prompt_tokens: 4,
          completion_tokens: 9,
          total_tokens: 13,
        },
      },
    },
    { input: 4, output: 9, audio_seconds: 30 },
    '0.003',
  ],
  [
    'a transcription as plain text',
    '/v1/audio/transcriptions',
    () => formOf('openai/whisper-1', { response_format: 'text' }),
    { body: 'Hi\n' },
    null,
    null,
  ],
  [
    'a translation in full',
    '/v1/audio/translations',
    () => formOf('openai/whisper-1', { response_format: 'verbose_json' }),
    { body: { task: 'translate', duration: '60.0', text: 'Hi' } },
    { audio_seconds: 60 },
    '0.006',
  ],
  [
    'speech, by the characters of what is said',
    '/v1/audio/speech',
    () => ({ model: 'openai/tts-1', voice: 'alloy', input: 'Grüß dich \u{1f44b}' }),
    { type: 'audio/mpeg', body: 'ID3' },
    { characters: 11 },
    '0.000165',
  ],
  [
    'speech of a model that is paid by the token, which a file does not tell',
    '/v1/audio/speech',
    () => ({ model: 'openai/gpt-4o-mini-tts', voice: 'alloy', input: 'Hi' }),
    { type: 'audio/mpeg', body: 'ID3' },
    { characters: 2 },
    null,
  ],
  [
    'speech in events that tell tokens',
    '/v1/audio/speech',
    () => ({ model: 'openai/gpt-4o-mini-tts', voice: 'a', input: 'Hi', stream_format: 'sse' }),
    events(
      { type: 'speech.audio.delta', audio: 'SUQz' },
      {
        type: 'speech.audio.done',
        usage: { input_tokens: 10, output_tokens: 100, total_tokens: 110 },
      },
    ),
    { input: 10, output: 100 },
    '0.001206',
  ],
  [
    'images that tell tokens',
    '/v1/images/generations',
    () => ({ model: 'openai/gpt-image-1', prompt: 'a cat' }),
    {
      body: {
        data: [image],
        usage: { ...tokens, input_tokens_details: { text_tokens: 20, image_tokens: 0 } },
      },
    },
    { input: 20, input_images: 0, output: 1_000 },
    '0.0401',
  ],
  [
    'images that tell none',
    '/v1/images/generations',
    () => ({ model: 'openai/dall-e-3', prompt: 'a cat', n: 2 }),
    { body: { created: 1, data: [image, { url: 'https://x.invalid/a.png' }] } },
    { made_images: 2 },
    '0.08',
  ],
  [
    'images that tell none, of megabytes',
    '/v1/images/generations',
    () => ({ model: 'openai/dall-e-3', prompt: 'a cat', n: 2 }),
    { body: { created: 1, data: [image, { b64_json: 'A'.repeat(1 << 20) }] } },
    { made_images: 2 },
    '0.08',
  ],
  [
    'a streamed image',
    '/v1/images/generations',
    () => ({ model: 'openai/gpt-image-1', prompt: 'a cat', stream: true, partial_images: 1 }),
    events(
      { type: 'image_generation.partial_image', partial_image_index: 0, ...image },
      { type: 'image_generation.completed', ...image, usage: tokens },
    ),
    { input: 20, output: 1_000 },
    '0.0401',
  ],
  [
    'several streamed images, whose tokens might be of each or of all',
    '/v1/images/generations',
    () => ({ model: 'openai/gpt-image-1', prompt: 'a cat', stream: true, n: 2 }),
    events(
      { type: 'image_generation.completed', ...image, usage: tokens },
      { type: 'image_generation.completed', ...image, usage: tokens },
    ),
    { made_images: 2 },
    null,
  ],
  [
    'an edited image',
    '/v1/images/edits',
    () => formOf('openai/gpt-image-1', { prompt: 'a cat' }),
    {
      body: {
        data: [image],
        usage: {
          input_tokens: 120,
          input_tokens_details: { text_tokens: 20, image_tokens: 100 },
          output_tokens: 1_000,
          output_tokens_details: { text_tokens: 0, image_tokens: 1_000 },
        },
      },
    },
    { input: 120, input_images: 100, output: 1_000, images: 1_000 },
    '0.0411',
  ],
  [
    'ranking that is paid by the search',
    '/v1/rerank',
    () => query,
    {
      body: {
        results: [],
        meta: { billed_units: { search_units: 3 }, tokens: { input_tokens: 9 } },
      },
    },
    { search_units: 3 },
    '0.006',
  ],
  [
    'ranking that tells a total of tokens',
    '/v1/rerank',
    () => ({ ...query, model: 'openai/jina-reranker' }),
    { body: { results: [], usage: { total_tokens: 1_000 } } },
    { input: 1_000 },
    '0.00002',
  ],
  [
    'ranking that tells nothing, by its documents',
    '/v1/rerank',
    () => ({ ...query, model: 'openai/rerank-plain' }),
    { body: { results: [] } },
    { documents: 3 },
    '0.000003',
  ],
  [
    'moderation, which costs nothing',
    '/v1/moderations',
    () => ({ model: 'openai/omni-moderation-latest', input: 'hi' }),
    { body: { id: 'modr-1', model: 'omni-moderation-latest', results: [{ flagged: false }] } },
    null,
    '0',
  ],
  [
    'embeddings',
    '/v1/embeddings',
    () => ({ model: 'openai/text-embedding-3-small', input: 'hi' }),
    { body: { data: [{ embedding: [1] }], usage: { prompt_tokens: 1_000, total_tokens: 1_000 } } },
    { input: 1_000 },
    '0.00002',
  ],
  [
    'embeddings that tell a total only',
    '/v1/embeddings',
    () => ({ model: 'openai/text-embedding-3-small', input: 'hi' }),
    { body: { data: [{ embedding: [1] }], usage: { total_tokens: 1_000 } } },
    { input: 1_000 },
    '0.00002',
  ],
  [
    "a count of tokens, for which Anthropic's list says nothing is charged",
    '/v1/messages/count_tokens',
    () => ({ model: 'anthropic/claude-haiku-4-5', messages: [{ role: 'user', content: 'hi' }] }),
    { body: { input_tokens: 8 } },
    null,
    '0',
  ],
  [
    "searches by Gemini's grounding, of which no list has a price",
    '/v1beta/models/google/gemini-2.5-flash:generateContent',
    () => ({ contents: [{ parts: [{ text: 'hi' }] }], tools: [{ googleSearch: {} }] }),
    {
      body: {
        candidates: [
          {
            content: { role: 'model', parts: [{ text: 'Hi' }] },
            finishReason: 'STOP',
            groundingMetadata: { webSearchQueries: ['a', 'b', ''] },
          },
        ],
        usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 10 },
      },
    },
    { input: 100, output: 10, web_searches: 2 },
    null,
  ],
  [
    'runs of code by Gemini, which cost their tokens alone',
    '/v1beta/models/google/gemini-2.5-flash:generateContent',
    () => ({ contents: [{ parts: [{ text: 'hi' }] }], tools: [{ codeExecution: {} }] }),
    {
      body: {
        candidates: [
          {
            content: {
              role: 'model',
              parts: [
                { executableCode: { language: 'PYTHON', code: '1+1' } },
                { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '2' } },
                { text: '2' },
              ],
            },
            finishReason: 'STOP',
          },
        ],
        usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 10 },
      },
    },
    { input: 100, output: 10, code_executions: 1 },
    '0.000055',
  ],
];

describe('what was used and what it cost stand in the row, in the head and in the answer of the API, of', () => {
  it.each(CASES)('%s', async (_what, path, body, answer, usage, usd) => {
    const { record, headers } = await asked(path, body(), answer);
    const { header } = record;
    expect(header).toMatchObject({ status: 'ok', usage });
    expect(header.cost === null ? null : Number(header.cost.total) / 1e12).toBe(
      usd === null ? null : Number(usd),
    );
    const streamed = headers.get('content-type') !== 'application/json';
    if (!streamed) expect(headers.get('x-signalbox-cost-usd')).toBe(usd);
    await booked(record);
    const shown = await apiAnswer(stores, world.projectId, header.id);
    expect(shown.usage_by_kind).toEqual(usage ?? {});
    expect(shown.cost_usd === null ? null : Number(shown.cost_usd)).toBe(
      usd === null ? null : Number(usd),
    );
  });
});

it('a failed call of speech has used nothing that is known', async () => {
  upstream.script = (response) => json(response, 500, '{"error":{"message":"no"}}');
  const response = await fetch(`${world.url}/v1/audio/speech`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'openai/tts-1', voice: 'alloy', input: 'Hi' }),
  });
  await response.text();
  const { header } = await world.recordOfResponse(response);
  expect(header).toMatchObject({ status: 'error', usage: null, cost: null });
});

it('the searches of a stream are those of its last pieces, which say all again', async () => {
  const piece = (text: string, queries: string[], more = {}) => ({
    candidates: [
      { content: { parts: [{ text }] }, groundingMetadata: { webSearchQueries: queries }, ...more },
    ],
    usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 10 },
  });
  const { record } = await asked(
    '/v1beta/models/google/gemini-2.5-flash:streamGenerateContent?alt=sse',
    { contents: [{ parts: [{ text: 'hi' }] }] },
    {
      type: 'text/event-stream',
      body: [piece('a', ['x']), piece('b', ['x', 'y'], { finishReason: 'STOP' })]
        .map((data) => `data: ${JSON.stringify(data)}\n\n`)
        .join(''),
    },
  );
  expect(record.header.usage).toEqual({ input: 100, output: 10, web_searches: 2 });
});
