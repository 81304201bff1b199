import { z } from 'zod';
import type { Ask, ClientSide, Heard, HeardUsage } from './ask.ts';
import {
  CITY_SCHEMA,
  LOOSE_SCHEMA,
  PDF_NAME,
  PDF_URL,
  PNG_URL,
  WEATHER,
  WEATHER_PARAMETERS,
} from './samples.ts';
import { eventsOf } from './sse.ts';

const Usage = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  total_tokens: z.number(),
  prompt_tokens_details: z
    .object({ cached_tokens: z.number().optional(), cache_write_tokens: z.number().optional() })
    .optional(),
  completion_tokens_details: z.object({ reasoning_tokens: z.number().optional() }).optional(),
});
const Logprobs = z
  .object({
    content: z
      .array(
        z.object({ token: z.string(), logprob: z.number(), top_logprobs: z.array(z.unknown()) }),
      )
      .nullable(),
  })
  .nullish();
const FinishReason = z.enum(['stop', 'length', 'tool_calls', 'content_filter']);
const Completion = z.object({
  id: z.string().regex(/^chatcmpl-/),
  object: z.literal('chat.completion'),
  created: z.number().int(),
  model: z.string(),
  choices: z
    .array(
      z.object({
        index: z.literal(0),
        finish_reason: FinishReason,
        logprobs: Logprobs,
        message: z.looseObject({
          role: z.literal('assistant'),
          content: z.string().nullable(),
          refusal: z.string().nullable(),
          reasoning_content: z.string().optional(),
          tool_calls: z
            .array(
              z.looseObject({
                id: z.string().min(1),
                type: z.literal('function'),
                function: z.object({ name: z.string(), arguments: z.string() }),
              }),
            )
            .min(1)
            .optional(),
        }),
      }),
    )
    .length(1),
  usage: Usage,
});
const Chunk = z.object({
  id: z.string().regex(/^chatcmpl-|^$/),
  object: z.enum(['chat.completion.chunk', '']),
  created: z.number().int(),
  model: z.string(),
  choices: z
    .array(
      z.object({
        index: z.literal(0),
        finish_reason: FinishReason.nullable(),
        logprobs: Logprobs,
        delta: z.looseObject({
          role: z.literal('assistant').optional(),
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          reasoning_content: z.string().optional(),
          tool_calls: z
            .array(
              z.looseObject({
                index: z.number(),
                id: z.string().optional(),
                type: z.literal('function').optional(),
                function: z.object({
                  name: z.string().optional(),
                  arguments: z.string().optional(),
                }),
              }),
            )
            .optional(),
        }),
      }),
    )
    .max(1),
  usage: Usage.nullish(),
});
const ErrorBody = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});

type Message = z.infer<typeof Completion>['choices'][number]['message'];
const STOPS = {
  stop: 'end',
  length: 'length',
  tool_calls: 'calls',
  content_filter: 'refusal',
} as const;

export const openaiChat: ClientSide = {
  name: 'OpenAI chat',
  cannotAsk: {
    'tool result with image':
      'https://platform.openai.com/docs/api-reference/chat/create#chat-create-messages',
  },

  showsReasoning: false,

  write: (ask, key) => ({
    path: '/v1/chat/completions',
    headers: { authorization: `Bearer ${key}` },
    body: {
      model: ask.model,
      ...(ask.stream ? { stream: true, stream_options: { include_usage: true } } : {}),
      messages: [
        ...(ask.system === undefined ? [] : [{ role: 'system', content: ask.system }]),
        { role: 'user', content: contentOf(ask) },
        ...(ask.turn === undefined
          ? []
          : [
              ask.turn.heard.turn,
              ...ask.turn.results.map(({ call, text }) => ({
                role: 'tool',
                tool_call_id: call.id,
                content: text,
              })),
            ]),
      ],
      ...(ask.tools
        ? {
            tools: [
              {
                type: 'function',
                function: { ...WEATHER, parameters: WEATHER_PARAMETERS, strict: true },
              },
            ],
          }
        : {}),
      ...(ask.toolChoice === undefined
        ? {}
        : {
            tool_choice:
              ask.toolChoice === 'get_weather'
                ? { type: 'function', function: { name: 'get_weather' } }
                : ask.toolChoice,
          }),
      ...(ask.oneCallAtATime ? { parallel_tool_calls: false } : {}),
      ...(ask.schema
        ? {
            response_format: {
              type: 'json_schema',
              json_schema: { name: 'city', strict: true, schema: CITY_SCHEMA },
            },
          }
        : {}),
      ...(ask.looseSchema
        ? {
            response_format: {
              type: 'json_schema',
              json_schema: { name: 'city', schema: LOOSE_SCHEMA },
            },
          }
        : {}),
      ...(ask.reasoning ? { reasoning_effort: 'medium' } : {}),
      ...(ask.stop === undefined ? {} : { stop: ask.stop }),
      ...(ask.maxTokens === undefined ? {} : { max_completion_tokens: ask.maxTokens }),
      ...(ask.temperature === undefined ? {} : { temperature: ask.temperature }),
      ...(ask.logprobs ? { logprobs: true, top_logprobs: 2 } : {}),
    },
  }),

  readWhole(body) {
    const { choices, usage } = Completion.parse(body);
    const [choice] = choices;
    if (choice === undefined) throw new Error('no choice');
    return {
      ...heard(choice.message, choice.logprobs),
      stop: STOPS[choice.finish_reason],
      usage: usageOf(usage),
      pieces: 0,
      error: null,
    };
  },

  readStream(body) {
    const events = eventsOf(body);
    const last = events.at(-1)?.data ?? '';
    const failed = last.startsWith('{"error"')
      ? ErrorBody.parse(JSON.parse(last)).error.message
      : null;
    if (failed === null && last !== '[DONE]') throw new Error(`the stream ends in ${last}`);
    const chunks = events.slice(0, -1).map(({ data }) => Chunk.parse(JSON.parse(data)));
    const deltas = chunks.flatMap(({ choices }) => choices);
    if (deltas[0]?.delta.role !== 'assistant') throw new Error('the first delta has no role');
    const reasons = deltas.flatMap(({ finish_reason: reason }) => reason ?? []);
    if (failed === null && reasons.length !== 1)
      throw new Error(`reasons to have ended: ${reasons.join()}`);
    const usages = chunks.flatMap(({ usage, choices }) =>
      usage == null ? [] : [{ usage, alone: choices.length === 0 }],
    );
    if (failed === null && (usages.length !== 1 || usages[0]?.alone !== true))
      throw new Error('usage is to come once, in a chunk of its own');
    const { message, pieces } = join(deltas.map(({ delta }) => delta));
    const logprobs = deltas.flatMap((choice) => choice.logprobs?.content ?? []);
    return {
      ...heard(message, logprobs.length === 0 ? null : { content: logprobs }),
      stop: reasons[0] === undefined ? null : STOPS[reasons[0]],
      usage: usages[0] === undefined ? null : usageOf(usages[0].usage),
      pieces,
      error: failed,
    };
  },

  readError: (body) => ErrorBody.parse(body).error.message,
};

function contentOf({ text, image, document }: Ask): unknown {
  if (!image && !document) return text;
  return [
    { type: 'text', text },
    ...(image ? [{ type: 'image_url', image_url: { url: PNG_URL, detail: 'low' } }] : []),
    ...(document ? [{ type: 'file', file: { filename: PDF_NAME, file_data: PDF_URL } }] : []),
  ];
}

function join(deltas: readonly z.infer<typeof Chunk>['choices'][number]['delta'][]): {
  message: Message;
  pieces: number;
} {
  let content = '';
  let refusal = '';
  let reasoning = '';
  let pieces = 0;
  const calls: {
    id: string;
    type: 'function';
    function: { name: string; arguments: string };
    [member: string]: unknown;
  }[] = [];
  const others: Record<string, unknown> = {};
  for (const {
    content: said,
    refusal: refused,
    reasoning_content: thought,
    tool_calls: parts = [],
    role: _,
    ...rest
  } of deltas) {
    content += said ?? '';
    refusal += refused ?? '';
    reasoning += thought ?? '';
    Object.assign(others, rest);
    if (said || parts.length > 0) pieces++;
    for (const {
      index,
      id,
      function: { name, arguments: piece = '' },
      type: _type,
      ...more
    } of parts) {
      const call = calls[index];
      if (call !== undefined) {
        call.function.arguments += piece;
        continue;
      }
      if (index !== calls.length || id === undefined || name === undefined)
        throw new Error('a call begins without its id, its name or its turn');
      calls.push({ id, type: 'function', function: { name, arguments: piece }, ...more });
    }
  }
  return {
    message: {
      ...others,
      role: 'assistant',
      content: content === '' ? null : content,
      refusal: refusal === '' ? null : refusal,
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    },
    pieces,
  };
}

function heard(
  message: Message,
  logprobs: z.infer<typeof Logprobs>,
): Pick<Heard, 'text' | 'reasoning' | 'refusal' | 'calls' | 'logprobs' | 'turn'> {
  return {
    text: message.content ?? '',
    reasoning: message.reasoning_content ?? '',
    refusal: message.refusal ?? '',
    calls: (message.tool_calls ?? []).map(({ id, function: { name, arguments: given } }) => ({
      id,
      name,
      arguments: JSON.parse(given) as unknown,
    })),
    logprobs: (logprobs?.content ?? []).map(({ token, logprob, top_logprobs: top }) => ({
      token,
      logprob,
      others: top.length,
    })),
    turn: message,
  };
}

function usageOf({
  prompt_tokens,
  completion_tokens,
  total_tokens,
  prompt_tokens_details: given,
  completion_tokens_details: made,
}: z.infer<typeof Usage>): HeardUsage {
  if (total_tokens !== prompt_tokens + completion_tokens)
    throw new Error('the total is not the sum');
  return {
    input: prompt_tokens,
    output: completion_tokens,
    cacheRead: given?.cached_tokens ?? null,
    cacheWrite: given?.cache_write_tokens ?? null,
    reasoning: made?.reasoning_tokens ?? null,
  };
}
