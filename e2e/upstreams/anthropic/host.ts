import type { Call } from '../call.ts';
import { Refusal } from '../check/refusal.ts';
import { ModelHost, type Route } from '../model-host.ts';
import { scriptFor } from '../scene/script.ts';
import { play } from '../stream.ts';
import { MessageAnswer } from './answer.ts';
import { checkMessages, checkPrompt } from './check.ts';
import {
  answerHeaders,
  badRequest,
  errorBody,
  readBody,
  stagedFailure,
  writeRefusal,
} from './refusals.ts';
import { CountBody, MessagesBody, MessagesBody2026, outputFormat } from './request.ts';
import { seeMessages } from './see.ts';

export const ANTHROPIC_KEY = 'sk-ant-upstream-secret';
const VERSIONS = ['2023-01-01', '2023-06-01', '2026-10-21'];
const MODELS = [
  { id: 'claude-opus-5', display_name: 'Claude Opus 5' },
  { id: 'claude-sonnet-4-5', display_name: 'Claude Sonnet 4.5' },
];

/** Anthropic's own host: Messages, the counting of tokens and the list of models. */
export class AnthropicHost extends ModelHost {
  protected override readonly routes: readonly Route[] = [
    { method: 'POST', path: /^\/v1\/messages$/, run: (call) => this.#create(call) },
    { method: 'POST', path: /^\/v1\/messages\/count_tokens$/, run: count },
    { method: 'GET', path: /^\/v1\/models$/, run: listModels },
    {
      method: 'GET',
      path: /^\/v1\/models\/([^/]+)$/,
      run: (call, [id = '']) => getModel(call, id),
    },
  ];

  override get baseUrl(): string {
    return this.origin;
  }

  protected override checkCredential(call: Call): void {
    const { authorization } = call.headers;
    const key = call.headers['x-api-key'];
    if (key === undefined && authorization === undefined) {
      throw new Refusal(401, 'x-api-key header is required');
    }
    const token = authorization?.replace(/^Bearer /, '') ?? '';
    // From its first version on, `@anthropic-ai/sdk` sends the key as a token; those who signed in have one of their own.
    const isKnown =
      key === undefined
        ? token === ANTHROPIC_KEY || token.startsWith('sk-ant-oat')
        : key === ANTHROPIC_KEY;
    if (!isKnown) throw new Refusal(401, 'invalid x-api-key');
    const version = call.headers['anthropic-version'];
    if (version === undefined) throw badRequest('anthropic-version: header is required');
    if (!VERSIONS.includes(String(version))) {
      throw badRequest(`anthropic-version: "${String(version)}" is not a valid version`);
    }
  }

  async #create(call: Call): Promise<void> {
    const version = String(call.headers['anthropic-version']);
    const body = readMessages(call, version);
    checkMessages(body);
    const seen = seeMessages(body);
    this.seen.push(seen);
    const script = scriptFor(seen);
    if (script.kind === 'failure') {
      if (script.failure === 'no_answer') return;
      throw stagedFailure(script.failure);
    }
    const answer = new MessageAnswer(body, script, seen, version);
    if (body.stream !== true)
      return call.answer(200, answer.whole(), answerHeaders('application/json'));
    const headers = answerHeaders('text/event-stream; charset=utf-8');
    call.open(200, headers);
    await play(
      call,
      answer.frames(),
      script,
      () =>
        `event: error\ndata: ${JSON.stringify(errorBody(stagedFailure('overloaded'), headers['request-id'] ?? ''))}\n\n`,
    );
  }

  protected override refuse(call: Call, refusal: Refusal): void {
    writeRefusal(call, refusal);
  }

  protected override noSuchPath(): Refusal {
    return new Refusal(404, 'Not Found');
  }
}

function readMessages(call: Call, version: string): MessagesBody {
  const schema = version >= '2026' ? MessagesBody2026 : MessagesBody;
  if (!String(call.headers['anthropic-beta']).includes('structured-outputs')) {
    return readBody<MessagesBody>(schema, call);
  }
  const { output_format: format, ...body } = readBody(schema.extend(outputFormat), call);
  return format == null ? body : { ...body, output_config: { ...body.output_config, format } };
}

function count(call: Call): void {
  const body = readBody(CountBody, call);
  checkPrompt(body);
  call.answer(200, JSON.stringify({ input_tokens: 29 }), answerHeaders('application/json'));
}

function listModels(call: Call): void {
  const data = MODELS.map(modelOf);
  const page = {
    data,
    has_more: false,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
  call.answer(200, JSON.stringify(page), answerHeaders('application/json'));
}

function getModel(call: Call, id: string): void {
  const model = MODELS.find((known) => known.id === id);
  if (model === undefined) throw new Refusal(404, `model: ${id}`);
  call.answer(200, JSON.stringify(modelOf(model)), answerHeaders('application/json'));
}

function modelOf(model: (typeof MODELS)[number]) {
  return { type: 'model', ...model, created_at: '2026-02-04T00:00:00Z' };
}
