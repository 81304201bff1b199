import { errorBody, jsonAnswer, type SandboxAnswer } from './answer.ts';
import type { SandboxModel, SandboxOptions } from './options.ts';
import { type Random, randomHex } from './random.ts';
import { lorem, textOf, tokensOf } from './text.ts';

const DEFAULT_TOKENS = 32;
const MAX_CHOICES = 16;
const DONE = Buffer.from('data: [DONE]\n\n');

export interface ChatCall {
  readonly model: SandboxModel;
  readonly options: SandboxOptions;
  readonly body: Readonly<Record<string, unknown>>;
  readonly messages: readonly unknown[];
  readonly random: Random;
  /** Seconds since the epoch. */
  readonly created: number;
}

interface Choice {
  readonly tokens: readonly string[];
  readonly finishReason: 'stop' | 'length';
}

/** Answers a chat, whole or as a stream. */
export function answerChat(call: ChatCall): SandboxAnswer {
  const { options, body, random } = call;
  const id = `chatcmpl-sandbox-${randomHex(random, 16)}`;
  const choices = Array.from({ length: choiceCount(body['n']) }, () => makeChoice(call));
  const usage = usageOf(call, choices);
  const tokenMs = options.tps === undefined ? 0 : 1000 / options.tps;
  if (body['stream'] === true) {
    return {
      status: 200,
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
      pieces: streamPieces(call, id, choices, usage),
      latencyMs: options.latency_ms,
      tokenMs,
      cut: options.cut_after !== undefined,
    };
  }
  const tokens = choices.reduce((sum, choice) => sum + choice.tokens.length, 0);
  const value = {
    id,
    object: 'chat.completion',
    created: call.created,
    model: `sandbox/${call.model}`,
    system_fingerprint: 'sandbox',
    choices: choices.map((choice, index) => ({
      index,
      message: { role: 'assistant', content: choice.tokens.join(''), refusal: null },
      logprobs: null,
      finish_reason: choice.finishReason,
    })),
    ...(usage === null ? {} : { usage }),
  };
  return jsonAnswer(200, value, options.latency_ms + tokens * tokenMs);
}

function choiceCount(n: unknown): number {
  return typeof n === 'number' && Number.isInteger(n) ? Math.min(Math.max(n, 1), MAX_CHOICES) : 1;
}

function makeChoice({ model, options, body, messages, random }: ChatCall): Choice {
  const whole =
    model === 'lorem'
      ? lorem(options.tokens ?? DEFAULT_TOKENS, random)
      : tokensOf(lastUserText(messages)).slice(0, options.tokens);
  const limit = body['max_completion_tokens'] ?? body['max_tokens'];
  if (typeof limit !== 'number' || whole.length <= limit) {
    return { tokens: whole, finishReason: 'stop' };
  }
  return { tokens: whole.slice(0, Math.max(0, limit)), finishReason: 'length' };
}

function lastUserText(messages: readonly unknown[]): string {
  const said = messages.findLast((message) => (message as { role?: unknown })?.role === 'user');
  return textOf(said);
}

function usageOf(call: ChatCall, choices: readonly Choice[]): unknown {
  const { usage } = call.options;
  if (usage === 'none') return null;
  if (usage !== 'normal') return usage;
  const prompt = call.messages.reduce<number>(
    (sum, message) => sum + tokensOf(textOf(message)).length,
    0,
  );
  const completion = choices.reduce((sum, choice) => sum + choice.tokens.length, 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}

/** The events, made as they are taken. Their JSON is put together by hand: a load test makes millions of them. */
function* streamPieces(
  call: ChatCall,
  id: string,
  choices: readonly Choice[],
  usage: unknown,
): Generator<Buffer> {
  const { options } = call;
  const streamOptions = call.body['stream_options'] as { include_usage?: unknown } | null;
  const withUsage = streamOptions?.include_usage === true && usage !== null;
  const head = `data: {"id":"${id}","object":"chat.completion.chunk","created":${call.created},"model":"sandbox/${call.model}","system_fingerprint":"sandbox","choices":[`;
  const tail = withUsage ? '],"usage":null}\n\n' : ']}\n\n';
  const chunk = (index: number, delta: string, finish: string): Buffer =>
    Buffer.from(
      `${head}{"index":${index},"delta":${delta},"logprobs":null,"finish_reason":${finish}}${tail}`,
    );
  let sent = 0;
  for (const [index, choice] of choices.entries()) {
    yield chunk(index, '{"role":"assistant","content":"","refusal":null}', 'null');
    for (const token of choice.tokens) {
      if (sent === options.cut_after) return;
      if (sent === options.error_after) {
        yield errorEvent();
        return;
      }
      yield chunk(index, `{"content":${JSON.stringify(token)}}`, 'null');
      sent++;
    }
    yield chunk(index, '{}', `"${choice.finishReason}"`);
  }
  // Asked for later than there are tokens.
  if (options.cut_after !== undefined) return;
  if (options.error_after !== undefined) {
    yield errorEvent();
    return;
  }
  if (withUsage) yield Buffer.from(`${head}],"usage":${JSON.stringify(usage)}}\n\n`);
  yield DONE;
}

function errorEvent(): Buffer {
  const body = errorBody(500, 'The sandbox failed as it was asked to.');
  return Buffer.from(`data: ${JSON.stringify(body)}\n\n`);
}
