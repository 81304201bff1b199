import { isJsonObject } from '../../../lib/json-object.ts';
import type { UpstreamCall } from '../provider.ts';
import { errorBody, failure, jsonAnswer, type SandboxAnswer } from './answer.ts';
import { answerChat } from './chat.ts';
import { answerEmbeddings } from './embeddings.ts';
import { readOptions, SANDBOX_MODELS, type SandboxOptions } from './options.ts';
import { type Random, seededRandom } from './random.ts';
import { textOf } from './text.ts';

type Body = Readonly<Record<string, unknown>>;

/** What the sandbox answers to a call. Never throws. */
export function respond(
  call: { readonly method: string; readonly path: string; readonly body: UpstreamCall['body'] },
  random: Random,
  nowMs: number,
): SandboxAnswer {
  if (call.method === 'GET' && call.path === '/models') return listModels();
  const chat = call.path === '/chat/completions';
  if (call.method !== 'POST' || !(chat || call.path === '/embeddings')) {
    return refuse(404, `The sandbox does not serve ${call.method} ${call.path}.`, null);
  }
  const body = parse(call.body);
  if (body === null) return refuse(400, 'The body is not a JSON object.', null);
  if (typeof body['model'] !== 'string') return refuse(400, 'The body names no model.', 'model');
  const read = readOptions(body['model'], body['sandbox']);
  if ('wrong' in read) {
    const unknown = read.wrong.startsWith('The sandbox has no model');
    return unknown
      ? refuse(404, read.wrong, 'model', 'model_not_found')
      : refuse(400, read.wrong, 'sandbox');
  }
  const { model, options } = read;
  const asked = chat ? body['messages'] : body['input'];
  const own =
    options.seed === undefined
      ? random
      : seededRandom(`${options.seed} ${model} ${textsOf(asked)}`);
  if (own() < errorRate(options)) return failure(options.error_status ?? 500, options.latency_ms);
  if (!chat) {
    const answer = answerEmbeddings(model, options, body);
    return 'wrong' in answer ? refuse(400, answer.wrong, answer.param) : answer;
  }
  if (!Array.isArray(asked) || asked.length === 0) {
    return refuse(400, 'The member "messages" is not a list of messages.', 'messages');
  }
  const created = Math.floor(nowMs / 1000);
  return answerChat({ model, options, body, messages: asked, random: own, created });
}

/** What a seed is mixed with, so that different calls get different answers. */
function textsOf(asked: unknown): string {
  if (!Array.isArray(asked)) return typeof asked === 'string' ? asked : '';
  return asked.map((one) => (typeof one === 'string' ? one : textOf(one))).join('\n');
}

function errorRate({ error_rate, error_status }: SandboxOptions): number {
  return error_rate ?? (error_status === undefined ? 0 : 1);
}

function listModels(): SandboxAnswer {
  const data = SANDBOX_MODELS.map((id) => ({
    id,
    object: 'model',
    created: 0,
    owned_by: 'sandbox',
  }));
  return jsonAnswer(200, { object: 'list', data }, 0);
}

function refuse(
  status: number,
  message: string,
  param: string | null,
  code: string | null = null,
): SandboxAnswer {
  return jsonAnswer(status, errorBody(status, message, param, code), 0);
}

function parse(body: UpstreamCall['body']): Body | null {
  try {
    const text = body instanceof Uint8Array ? body.toString('utf8') : '';
    // A byte order mark, which JSON.parse does not take.
    const value: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    return isJsonObject(value) ? (value as Body) : null;
  } catch {
    return null;
  }
}
