import { isDeepStrictEqual } from 'node:util';
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

const Text = z.object({
  type: z.literal('output_text'),
  text: z.string(),
  annotations: z.array(z.unknown()),
  logprobs: z
    .array(z.object({ token: z.string(), logprob: z.number(), top_logprobs: z.array(z.unknown()) }))
    .optional(),
});
const Item = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('message'),
    id: z.string().min(1),
    role: z.literal('assistant'),
    status: z.enum(['completed', 'incomplete']),
    content: z.array(
      z.discriminatedUnion('type', [
        Text,
        z.object({ type: z.literal('refusal'), refusal: z.string() }),
      ]),
    ),
  }),
  z.looseObject({
    type: z.literal('reasoning'),
    id: z.string().min(1),
    summary: z.array(z.object({ type: z.literal('summary_text'), text: z.string() })),
    encrypted_content: z.string().nullish(),
  }),
  z.looseObject({
    type: z.literal('function_call'),
    id: z.string().min(1).optional(),
    call_id: z.string().min(1),
    name: z.string(),
    arguments: z.string(),
  }),
]);
type Item = z.infer<typeof Item>;
const Response = z.object({
  id: z.string().min(1),
  object: z.literal('response'),
  created_at: z.number(),
  status: z.enum(['completed', 'incomplete', 'failed', 'in_progress', 'queued']),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  incomplete_details: z.object({ reason: z.string() }).nullable(),
  instructions: z.unknown(),
  metadata: z.unknown(),
  model: z.string(),
  output: z.array(Item),
  parallel_tool_calls: z.boolean(),
  temperature: z.number().nullable(),
  tool_choice: z.unknown(),
  tools: z.array(z.unknown()),
  top_p: z.number().nullable(),
  usage: z
    .object({
      input_tokens: z.number(),
      input_tokens_details: z.object({
        cached_tokens: z.number(),
        cache_write_tokens: z.number().optional(),
      }),
      output_tokens: z.number(),
      output_tokens_details: z.object({ reasoning_tokens: z.number() }),
      total_tokens: z.number(),
    })
    .nullish(),
});
type Response = z.infer<typeof Response>;
const Event = z.looseObject({ type: z.string(), sequence_number: z.number().int() });
const ErrorBody = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});

export const openaiResponses: ClientSide = {
  name: 'OpenAI Responses',
  cannotAsk: {
    'stop sequence': 'https://platform.openai.com/docs/api-reference/responses/create',
  },

  showsReasoning: true,

  write: (ask, key) => ({
    path: '/v1/responses',
    headers: { authorization: `Bearer ${key}` },
    body: {
      model: ask.model,
      ...(ask.stream ? { stream: true } : {}),
      ...(ask.system === undefined ? {} : { instructions: ask.system }),
      input: [
        { role: 'user', content: contentOf(ask) },
        ...(ask.turn === undefined
          ? []
          : [
              ...(ask.turn.heard.turn as unknown[]),
              ...ask.turn.results.map(({ call, text, image }) => ({
                type: 'function_call_output',
                call_id: call.id,
                output: image
                  ? [
                      { type: 'input_text', text },
                      { type: 'input_image', image_url: PNG_URL, detail: 'auto' },
                    ]
                  : text,
              })),
            ]),
      ],
      ...(ask.tools
        ? {
            tools: [{ type: 'function', ...WEATHER, parameters: WEATHER_PARAMETERS, strict: true }],
          }
        : {}),
      ...(ask.toolChoice === undefined
        ? {}
        : {
            tool_choice:
              ask.toolChoice === 'get_weather'
                ? { type: 'function', name: 'get_weather' }
                : ask.toolChoice,
          }),
      ...(ask.oneCallAtATime ? { parallel_tool_calls: false } : {}),
      ...(ask.schema
        ? {
            text: {
              format: { type: 'json_schema', name: 'city', strict: true, schema: CITY_SCHEMA },
            },
          }
        : {}),
      ...(ask.looseSchema
        ? {
            text: {
              format: { type: 'json_schema', name: 'city', strict: false, schema: LOOSE_SCHEMA },
            },
          }
        : {}),
      // As a client without the store has it; such turns are sent back whole.
      ...(ask.tools || ask.reasoning ? { store: false } : {}),
      ...(ask.reasoning ? { reasoning: { effort: 'medium', summary: 'auto' } } : {}),
      ...(ask.reasoning || ask.logprobs
        ? {
            include: [
              ...(ask.reasoning ? ['reasoning.encrypted_content'] : []),
              ...(ask.logprobs ? ['message.output_text.logprobs'] : []),
            ],
          }
        : {}),
      ...(ask.maxTokens === undefined ? {} : { max_output_tokens: ask.maxTokens }),
      ...(ask.temperature === undefined ? {} : { temperature: ask.temperature }),
      ...(ask.logprobs ? { top_logprobs: 2 } : {}),
    },
  }),

  readWhole: (body) => heard(Response.parse(body), 0),

  readStream(body) {
    const events = eventsOf(body).map(({ event, data }) => {
      const parsed = Event.parse(JSON.parse(data));
      if (event !== parsed.type) throw new Error(`the event ${event} holds ${parsed.type}`);
      return parsed;
    });
    const wrong = events.findIndex((event, n) => event.sequence_number !== n);
    if (wrong >= 0) throw new Error(`event ${wrong} is numbered ${events[wrong]?.sequence_number}`);
    if (events[0]?.type !== 'response.created')
      throw new Error(`the stream begins with ${events[0]?.type}`);
    const last = events.at(-1);
    if (last?.type === 'error')
      return {
        ...heard(Response.parse(events[0]['response']), pieces(events)),
        stop: null,
        error: String(last['message']),
      };
    if (last?.type === 'response.failed') {
      const failed = Response.parse(last['response']);
      return { ...heard(failed, pieces(events)), stop: null, error: failed.error?.message ?? '' };
    }
    if (last?.type !== 'response.completed' && last?.type !== 'response.incomplete')
      throw new Error(`the stream ends with ${last?.type}`);
    const final = Response.parse(last['response']);
    checkItems(events, final);
    return heard(final, pieces(events));
  },

  readError: (body) => ErrorBody.parse(body).error.message,
};

type Event = z.infer<typeof Event>;

/** What came in pieces is what the events that end them, and the response at the end, repeat. */
function checkItems(events: readonly Event[], { output }: Response): void {
  const of = (type: string) => events.filter((event) => event.type === type);
  const added = of('response.output_item.added');
  const done = of('response.output_item.done');
  if (added.length !== output.length || done.length !== output.length)
    throw new Error('items are not each begun and ended once');
  for (const [n, item] of output.entries()) {
    const ended = done.find((event) => event['output_index'] === n);
    if (!isDeepStrictEqual(Item.parse(ended?.['item']), item)) {
      throw new Error(`item ${n} ended as ${JSON.stringify(ended)}, not ${JSON.stringify(item)}`);
    }
    const joined = (type: string) =>
      of(type)
        .filter((event) => event['output_index'] === n)
        .map((event) => String(event['delta']))
        .join('');
    if (
      item.type === 'function_call' &&
      joined('response.function_call_arguments.delta') !== item.arguments
    )
      throw new Error('arguments do not add up');
    if (item.type === 'message' && joined('response.output_text.delta') !== textOf(item))
      throw new Error('texts do not add up');
    if (item.type === 'reasoning') {
      const summary = item.summary.map(({ text }) => text).join('');
      if (joined('response.reasoning_summary_text.delta') !== summary)
        throw new Error('the summary does not add up');
    }
  }
}

function pieces(events: readonly Event[]): number {
  return events.filter(
    ({ type }) =>
      type === 'response.output_text.delta' || type === 'response.function_call_arguments.delta',
  ).length;
}

function contentOf({ text, image, document }: Ask): unknown {
  if (!image && !document) return text;
  return [
    { type: 'input_text', text },
    ...(image ? [{ type: 'input_image', image_url: PNG_URL, detail: 'low' }] : []),
    ...(document ? [{ type: 'input_file', filename: PDF_NAME, file_data: PDF_URL }] : []),
  ];
}

function textOf(item: Item): string {
  return item.type === 'message'
    ? item.content.map((part) => (part.type === 'output_text' ? part.text : '')).join('')
    : '';
}

function heard(response: Response, count: number): Heard {
  const { output, status, incomplete_details: cut, error } = response;
  const calls = output.flatMap((item) =>
    item.type === 'function_call'
      ? [{ id: item.call_id, name: item.name, arguments: JSON.parse(item.arguments) as unknown }]
      : [],
  );
  const refusal = output
    .flatMap((item) => (item.type === 'message' ? item.content : []))
    .map((part) => (part.type === 'refusal' ? part.refusal : ''))
    .join('');
  return {
    text: output.map(textOf).join(''),
    reasoning: output
      .flatMap((item) => (item.type === 'reasoning' ? item.summary.map(({ text }) => text) : []))
      .join(''),
    refusal,
    calls,
    stop: stopOf(),
    usage: usageOf(response),
    logprobs: output
      .flatMap((item) => (item.type === 'message' ? item.content : []))
      .flatMap((part) => (part.type === 'output_text' ? (part.logprobs ?? []) : []))
      .map(({ token, logprob, top_logprobs: top }) => ({ token, logprob, others: top.length })),
    pieces: count,
    error: error?.message ?? null,
    turn: output,
  };

  function stopOf(): Heard['stop'] {
    if (status === 'incomplete') return cut?.reason === 'max_output_tokens' ? 'length' : 'refusal';
    if (status !== 'completed') return null;
    return calls.length > 0 ? 'calls' : refusal !== '' ? 'refusal' : 'end';
  }
}

function usageOf({ usage }: Response): HeardUsage | null {
  if (usage == null) return null;
  const { input_tokens, output_tokens, total_tokens } = usage;
  if (total_tokens !== input_tokens + output_tokens) throw new Error('the total is not the sum');
  return {
    input: input_tokens,
    output: output_tokens,
    cacheRead: usage.input_tokens_details.cached_tokens,
    cacheWrite: usage.input_tokens_details.cache_write_tokens ?? null,
    reasoning: usage.output_tokens_details.reasoning_tokens,
  };
}
