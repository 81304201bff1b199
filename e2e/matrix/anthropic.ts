import { z } from 'zod';
import type { Ask, ClientSide, Heard, HeardUsage } from './ask.ts';
import { CITY_SCHEMA, PDF, PDF_NAME, PNG, WEATHER, WEATHER_PARAMETERS } from './samples.ts';
import { eventsOf } from './sse.ts';

const Usage = z.object({
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_creation_input_tokens: z.number().nullable(),
  cache_read_input_tokens: z.number().nullable(),
  output_tokens_details: z.object({ thinking_tokens: z.number() }).nullish(),
});
const Block = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.looseObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.looseObject({
    type: z.literal('tool_use'),
    id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
  }),
]);
type Block = z.infer<typeof Block>;
const StopReason = z.enum(['end_turn', 'max_tokens', 'stop_sequence', 'tool_use', 'refusal']);
const Message = z.object({
  id: z.string().regex(/^msg_/),
  type: z.literal('message'),
  role: z.literal('assistant'),
  model: z.string(),
  content: z.array(Block),
  stop_reason: StopReason.nullable(),
  stop_sequence: z.string().nullable(),
  usage: Usage,
});
type Message = z.infer<typeof Message>;
const Delta = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text_delta'), text: z.string() }),
  z.object({ type: z.literal('input_json_delta'), partial_json: z.string() }),
  z.object({ type: z.literal('thinking_delta'), thinking: z.string() }),
  z.object({ type: z.literal('signature_delta'), signature: z.string() }),
]);
const ErrorBody = z.object({
  type: z.literal('error'),
  error: z.looseObject({ type: z.string(), message: z.string() }),
  request_id: z.string().optional(),
});
const Event = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message_start'),
    message: Message.extend({ content: z.array(z.never()), stop_reason: z.null() }),
  }),
  z.object({ type: z.literal('content_block_start'), index: z.number(), content_block: Block }),
  z.object({ type: z.literal('content_block_delta'), index: z.number(), delta: Delta }),
  z.object({ type: z.literal('content_block_stop'), index: z.number() }),
  z.object({
    type: z.literal('message_delta'),
    delta: z.looseObject({ stop_reason: StopReason, stop_sequence: z.string().nullable() }),
    usage: Usage.partial().extend({ output_tokens: z.number() }),
  }),
  z.object({ type: z.literal('message_stop') }),
  z.object({ type: z.literal('ping') }),
  ErrorBody,
]);

const STOPS = {
  end_turn: 'end',
  stop_sequence: 'end',
  max_tokens: 'length',
  tool_use: 'calls',
  refusal: 'refusal',
} as const;

export const anthropic: ClientSide = {
  name: 'Anthropic Messages',
  cannotAsk: {
    'schema with constraints':
      'https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations',
    logprobs: 'https://platform.claude.com/docs/en/api/messages/create',
  },

  showsReasoning: true,

  write: (ask, key) => ({
    path: '/v1/messages',
    headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
    body: {
      model: ask.model,
      max_tokens: ask.maxTokens ?? 4096,
      ...(ask.stream ? { stream: true } : {}),
      ...(ask.system === undefined ? {} : { system: ask.system }),
      messages: [
        { role: 'user', content: contentOf(ask) },
        ...(ask.turn === undefined
          ? []
          : [
              { role: 'assistant', content: ask.turn.heard.turn },
              {
                role: 'user',
                content: ask.turn.results.map(({ call, text, image }) => ({
                  type: 'tool_result',
                  tool_use_id: call.id,
                  content: image ? [{ type: 'text', text }, picture] : text,
                })),
              },
            ]),
      ],
      ...(ask.tools ? { tools: [{ ...WEATHER, input_schema: WEATHER_PARAMETERS }] } : {}),
      ...choice(ask),
      ...(ask.schema
        ? { output_config: { format: { type: 'json_schema', schema: CITY_SCHEMA } } }
        : {}),
      ...(ask.reasoning ? { thinking: { type: 'enabled', budget_tokens: 2048 } } : {}),
      ...(ask.stop === undefined ? {} : { stop_sequences: ask.stop }),
      ...(ask.temperature === undefined ? {} : { temperature: ask.temperature }),
    },
  }),

  readWhole: (body) => heard(Message.parse(body), 0),

  readStream(body) {
    const events = eventsOf(body).map(({ event, data }) => {
      const parsed = Event.parse(JSON.parse(data));
      if (event !== parsed.type) throw new Error(`the event ${event} holds ${parsed.type}`);
      return parsed;
    });
    return join(events.filter(({ type }) => type !== 'ping'));
  },

  readError: (body) => ErrorBody.parse(body).error.message,
};

const picture = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } };

function contentOf({ text, image, document }: Ask): unknown {
  if (!image && !document) return text;
  return [
    ...(image ? [picture] : []),
    ...(document
      ? [
          {
            type: 'document',
            title: PDF_NAME,
            source: { type: 'base64', media_type: 'application/pdf', data: PDF },
          },
        ]
      : []),
    { type: 'text', text },
  ];
}

function choice({ toolChoice, oneCallAtATime }: Ask): object {
  if (toolChoice === undefined && !oneCallAtATime) return {};
  const single = oneCallAtATime ? { disable_parallel_tool_use: true } : {};
  if (toolChoice === 'get_weather')
    return { tool_choice: { type: 'tool', name: toolChoice, ...single } };
  if (toolChoice === 'none') return { tool_choice: { type: 'none' } };
  return { tool_choice: { type: toolChoice === 'required' ? 'any' : 'auto', ...single } };
}

/** Blocks come one after the other, each begun, added to and ended before the next. */
function join(events: readonly z.infer<typeof Event>[]): Heard {
  const [first, ...rest] = events;
  if (first?.type !== 'message_start') throw new Error(`the stream begins with ${first?.type}`);
  const content: Block[] = [];
  let open: { block: Block; json: string } | null = null;
  let message: Message = { ...first.message, content };
  let pieces = 0;
  let ended = false;
  for (const event of rest) {
    if (ended) throw new Error(`${event.type} comes after the end`);
    switch (event.type) {
      case 'content_block_start':
        if (open !== null || event.index !== content.length)
          throw new Error('a block begins out of turn');
        open = { block: { ...event.content_block }, json: '' };
        break;
      case 'content_block_delta':
        if (open === null || event.index !== content.length) throw new Error('a piece of no block');
        add(open, event.delta);
        if (event.delta.type === 'text_delta' || event.delta.type === 'input_json_delta') pieces++;
        break;
      case 'content_block_stop':
        if (open === null || event.index !== content.length)
          throw new Error('a block ends that did not begin');
        if (open.block.type === 'tool_use' && open.json !== '')
          open.block.input = JSON.parse(open.json) as Record<string, unknown>;
        content.push(open.block);
        open = null;
        break;
      case 'message_delta':
        if (open !== null) throw new Error('the message ends within a block');
        message = {
          ...message,
          ...event.delta,
          usage: Usage.parse({ ...message.usage, ...event.usage }),
        };
        break;
      case 'message_stop':
        if (message.stop_reason === null) throw new Error('the message stops without a reason');
        ended = true;
        break;
      case 'error':
        return { ...heard({ ...message, stop_reason: null }, pieces), error: event.error.message };
      default:
        throw new Error(`${event.type} out of turn`);
    }
  }
  if (!ended) throw new Error('the stream does not end');
  return heard(message, pieces);
}

function add(open: { block: Block; json: string }, delta: z.infer<typeof Delta>): void {
  const { block } = open;
  if (delta.type === 'text_delta' && block.type === 'text') block.text += delta.text;
  else if (delta.type === 'thinking_delta' && block.type === 'thinking')
    block.thinking += delta.thinking;
  else if (delta.type === 'signature_delta' && block.type === 'thinking')
    block.signature = delta.signature;
  else if (delta.type === 'input_json_delta' && block.type === 'tool_use')
    open.json += delta.partial_json;
  else throw new Error(`${delta.type} in a block of ${block.type}`);
}

function heard({ content, stop_reason: reason, usage }: Message, pieces: number): Heard {
  return {
    text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    reasoning: content.map((block) => (block.type === 'thinking' ? block.thinking : '')).join(''),
    refusal:
      reason === 'refusal'
        ? content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        : '',
    calls: content.flatMap((block) =>
      block.type === 'tool_use' ? [{ id: block.id, name: block.name, arguments: block.input }] : [],
    ),
    stop: reason === null ? null : STOPS[reason],
    usage: usageOf(usage),
    logprobs: [],
    pieces,
    error: null,
    turn: content,
  };
}

function usageOf({
  input_tokens,
  output_tokens,
  cache_creation_input_tokens: written,
  cache_read_input_tokens: read,
  output_tokens_details: made,
}: z.infer<typeof Usage>): HeardUsage {
  return {
    input: input_tokens + (written ?? 0) + (read ?? 0),
    output: output_tokens,
    cacheRead: read,
    cacheWrite: written,
    reasoning: made?.thinking_tokens ?? null,
  };
}
