import type { Call } from '../call.ts';
import { Refusal } from '../check/refusal.ts';
import { ModelHost, type Route } from '../model-host.ts';
import { embedding } from '../scene/embedding.ts';
import { type Answer, scriptFor } from '../scene/script.ts';
import { type Frame, play } from '../stream.ts';
import { GeneratedAnswer } from './answer.ts';
import { checkGenerate } from './check.ts';
import { answerHeaders, errorBody, readBody, stagedFailure, writeRefusal } from './refusals.ts';
import { BatchEmbedBody, CountBody, EmbedBody, GenerateBody } from './request.ts';
import { seeGenerate } from './see.ts';

export const GEMINI_KEY = 'AIza-gemini-upstream-secret';
const MODELS = ['gemini-2.5-flash', 'gemini-3-pro-preview', 'gemini-embedding-001'];
/** `@google/genai` says `v1` from its third version on; others `v1beta`. */
const METHOD = (name: string) => new RegExp(`^/v1(?:beta)?/models/([^:]+):${name}$`);

/** Google's host of the Gemini API: generation whole and streamed, the counting of tokens, embeddings, the list of models. */
export class GeminiHost extends ModelHost {
  protected override readonly routes: readonly Route[] = [
    {
      method: 'POST',
      path: METHOD('generateContent'),
      run: (call, [model = '']) => this.generate(call, model, false),
    },
    {
      method: 'POST',
      path: METHOD('streamGenerateContent'),
      run: (call, [model = '']) => this.generate(call, model, true),
    },
    { method: 'POST', path: METHOD('countTokens'), run: count },
    { method: 'POST', path: METHOD('embedContent'), run: embed },
    { method: 'POST', path: METHOD('batchEmbedContents'), run: embedBatch },
    {
      method: 'GET',
      path: /^\/v1(?:beta)?\/models$/,
      run: (call) => json(call, { models: MODELS.map(modelOf) }),
    },
    {
      method: 'GET',
      path: /^\/v1(?:beta)?\/models\/([^:]+)$/,
      run: (call, [model = '']) => json(call, modelOf(known(model))),
    },
  ];

  override get baseUrl(): string {
    return this.origin;
  }

  protected override checkCredential(call: Call): void {
    const key = call.headers['x-goog-api-key'] ?? call.url.searchParams.get('key');
    if (key === null || key === undefined) {
      throw new Refusal(
        403,
        'Method doesn’t allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.',
      );
    }
    if (key !== GEMINI_KEY) {
      throw new Refusal(400, 'API key not valid. Please pass a valid API key.', {
        code: 'API_KEY_INVALID',
      });
    }
  }

  protected async generate(call: Call, model: string, isStream: boolean): Promise<void> {
    const body = readBody(GenerateBody, call);
    this.check(body, model);
    const seen = seeGenerate(body, model);
    this.seen.push(seen);
    const script = scriptFor(seen);
    if (script.kind === 'failure') {
      if (script.failure === 'no_answer') return;
      throw stagedFailure(script.failure);
    }
    const answer = new GeneratedAnswer(body, script, seen);
    if (!isStream) return json(call, answer.whole());
    await stream(call, answer, script);
  }

  /** Throws a `Refusal`. */
  protected check(body: GenerateBody, model: string): void {
    checkGenerate(body, model);
  }

  protected override refuse(call: Call, refusal: Refusal): void {
    writeRefusal(call, refusal);
  }

  protected override noSuchPath(): Refusal {
    return new Refusal(404, 'Requested entity was not found.');
  }
}

/** Events, or without `alt=sse` one array of JSON that grows. */
async function stream(call: Call, answer: GeneratedAnswer, script: Answer): Promise<void> {
  const isSse = call.url.searchParams.get('alt') === 'sse';
  call.open(200, answerHeaders(isSse ? 'text/event-stream' : 'application/json; charset=UTF-8'));
  const failure = errorBody(stagedFailure('overloaded'));
  if (isSse) {
    const events = answer
      .chunks()
      .map(({ body, piece }) => ({ text: `data: ${JSON.stringify(body)}\r\n\r\n`, piece }));
    return play(call, events, script, () => `data: ${JSON.stringify(failure)}\r\n\r\n`);
  }
  await play(
    call,
    arrayFrames(answer),
    script,
    () => `,\r\n${JSON.stringify(failure, null, 2)}\r\n]\r\n`,
  );
}

function* arrayFrames(answer: GeneratedAnswer): Generator<Frame> {
  let before = '[';
  for (const { body, piece } of answer.chunks()) {
    yield { text: `${before}${JSON.stringify(body, null, 2)}`, piece };
    before = '\r\n,\r\n';
  }
  yield { text: '\r\n]\r\n', piece: false };
}

function count(call: Call): void {
  readBody(CountBody, call);
  json(call, { totalTokens: 29, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 29 }] });
}

function embed(call: Call): void {
  json(call, { embedding: { values: vectorOf(readBody(EmbedBody, call)) } });
}

function embedBatch(call: Call): void {
  const { requests } = readBody(BatchEmbedBody, call);
  json(call, { embeddings: requests.map((request) => ({ values: vectorOf(request) })) });
}

function vectorOf({ content, outputDimensionality }: EmbedBody): number[] {
  const text = (content.parts ?? []).map((part) => part.text ?? '').join('');
  return embedding(JSON.stringify(text), outputDimensionality ?? 8);
}

function known(model: string): string {
  if (MODELS.includes(model)) return model;
  throw new Refusal(404, `models/${model} is not found for API version v1beta.`);
}

function modelOf(model: string): object {
  return {
    name: `models/${model}`,
    version: '001',
    displayName: model,
    description: 'A model of the test',
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: model.includes('embedding')
      ? ['embedContent', 'countTokens']
      : ['generateContent', 'countTokens'],
  };
}

function json(call: Call, body: object): void {
  call.answer(
    200,
    `${JSON.stringify(body, null, 2)}\n`,
    answerHeaders('application/json; charset=UTF-8'),
  );
}
