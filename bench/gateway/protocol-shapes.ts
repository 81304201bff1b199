import { CHUNKS, COMPLETION, requestBody, streamEvents } from './shapes.ts';

/** The same small call in each protocol, and what the instant upstream answers to it. */
export interface ProtocolShape {
  readonly path: string;
  readonly body: (model: string, stream: boolean) => Buffer;
  readonly whole: Buffer;
  readonly events: readonly Buffer[];
}

const SYSTEM = 'You are a helpful assistant who answers briefly.';
const ASKED = 'The quick brown fox jumps over the lazy dog. '.repeat(6);
const SAID = 'The fox is quick, brown and jumps; the dog is lazy and does not mind at all.';
const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
const named = (event: { readonly type: string }): Buffer =>
  Buffer.from(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
const pieces = <T>(make: (text: string, n: number) => T): T[] =>
  Array.from({ length: CHUNKS }, (_, n) => make(` word${n}`, n));

const chat: ProtocolShape = {
  path: '/v1/chat/completions',
  body: (model, stream) => requestBody(stream ? 'stream' : 'small', model),
  whole: COMPLETION,
  events: streamEvents(true),
};

const message = {
  id: 'msg_01XFDUDYJgAACzvnptvVoYEL',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5-20250929',
  content: [{ type: 'text', text: SAID }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: {
    input_tokens: 96,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: 19,
    service_tier: 'standard',
  },
};

const messages: ProtocolShape = {
  path: '/v1/messages',
  body: (model, stream) =>
    json({
      model,
      max_tokens: 256,
      system: SYSTEM,
      messages: [{ role: 'user', content: ASKED }],
      temperature: 0.7,
      ...(stream ? { stream } : {}),
    }),
  whole: json(message),
  events: [
    named({
      type: 'message_start',
      ...{ message: { ...message, content: [], stop_reason: null } },
    }),
    named({
      type: 'content_block_start',
      ...{ index: 0, content_block: { type: 'text', text: '' } },
    }),
    ...pieces((text) =>
      named({ type: 'content_block_delta', ...{ index: 0, delta: { type: 'text_delta', text } } }),
    ),
    named({ type: 'content_block_stop', ...{ index: 0 } }),
    named({
      type: 'message_delta',
      ...{
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: CHUNKS },
      },
    }),
    named({ type: 'message_stop' }),
  ],
};

const item = {
  id: 'msg_67ccd2bf17f0819081ff3bb2cf6508e6',
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', text: SAID, annotations: [] }],
};
const response = {
  id: 'resp_67ccd2bed1ec8190b14f964abc054267',
  object: 'response',
  created_at: 1_760_000_000,
  status: 'completed',
  error: null,
  incomplete_details: null,
  instructions: SYSTEM,
  model: 'gpt-4o-2024-08-06',
  output: [item],
  parallel_tool_calls: true,
  service_tier: 'default',
  store: true,
  temperature: 0.7,
  tool_choice: 'auto',
  tools: [],
  usage: {
    input_tokens: 96,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 19,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 115,
  },
  metadata: {},
};
const at = { item_id: item.id, output_index: 0, content_index: 0 };

const responses: ProtocolShape = {
  path: '/v1/responses',
  body: (model, stream) =>
    json({
      model,
      instructions: SYSTEM,
      input: [{ role: 'user', content: ASKED }],
      temperature: 0.7,
      max_output_tokens: 256,
      ...(stream ? { stream } : {}),
    }),
  whole: json(response),
  events: [
    named({
      type: 'response.created',
      ...{ sequence_number: 0, response: { ...response, output: [], status: 'in_progress' } },
    }),
    named({
      type: 'response.output_item.added',
      ...{ sequence_number: 1, output_index: 0, item: { ...item, content: [] } },
    }),
    ...pieces((delta, n) =>
      named({ type: 'response.output_text.delta', ...{ sequence_number: n + 2, ...at, delta } }),
    ),
    named({
      type: 'response.output_item.done',
      ...{ sequence_number: CHUNKS + 2, output_index: 0, item },
    }),
    named({ type: 'response.completed', ...{ sequence_number: CHUNKS + 3, response } }),
  ],
};

export const PROTOCOL_SHAPES = { chat, messages, responses } as const;
