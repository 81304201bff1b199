/** Answers of a provider of each kind, whole and as events, which the fuzz changes. */
export interface FuzzedAnswer {
  readonly kind: string;
  readonly whole: object;
  readonly events: readonly string[];
}

const data = (event: object): string => `data: ${JSON.stringify(event)}\n\n`;
const named = (event: { readonly type: string }): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

const chunk = (delta: object, finish_reason: string | null = null): string =>
  data({ id: 'c', model: 'm', choices: [{ index: 0, delta, finish_reason }] });

export const OPENAI: FuzzedAnswer = {
  kind: 'openai',
  whole: {
    id: 'c',
    object: 'chat.completion',
    model: 'm',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'a pixel',
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'look', arguments: '{}' } }],
        },
        finish_reason: 'tool_calls',
        logprobs: { content: [{ token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }] },
      },
    ],
    usage: { prompt_tokens: 5, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 1 } },
  },
  events: [
    chunk({ role: 'assistant', content: 'a ' }),
    chunk({ content: 'pixel' }),
    chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'look', arguments: '{' } }] }),
    chunk({ tool_calls: [{ index: 0, function: { arguments: '}' } }] }),
    chunk({}, 'tool_calls'),
    data({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 2 } }),
    'data: [DONE]\n\n',
  ],
};

const message = {
  id: 'm',
  type: 'message',
  role: 'assistant',
  model: 'm',
  stop_reason: 'tool_use',
  stop_sequence: null,
  usage: { input_tokens: 5, output_tokens: 2, cache_read_input_tokens: 1 },
};

export const ANTHROPIC: FuzzedAnswer = {
  kind: 'anthropic',
  whole: {
    ...message,
    content: [
      { type: 'thinking', thinking: 'hm', signature: 's' },
      { type: 'text', text: 'a pixel' },
      { type: 'tool_use', id: 'a', name: 'look', input: {} },
    ],
  },
  events: [
    named({
      type: 'message_start',
      ...{ message: { ...message, content: [], stop_reason: null } },
    }),
    named({
      type: 'content_block_start',
      ...{ index: 0, content_block: { type: 'text', text: '' } },
    }),
    named({ type: 'ping' }),
    named({
      type: 'content_block_delta',
      ...{ index: 0, delta: { type: 'text_delta', text: 'a' } },
    }),
    named({ type: 'content_block_stop', ...{ index: 0 } }),
    named({
      type: 'content_block_start',
      ...{ index: 1, content_block: { type: 'tool_use', id: 'a', name: 'look', input: {} } },
    }),
    named({
      type: 'content_block_delta',
      ...{ index: 1, delta: { type: 'input_json_delta', partial_json: '{}' } },
    }),
    named({ type: 'content_block_stop', ...{ index: 1 } }),
    named({
      type: 'message_delta',
      ...{ delta: { stop_reason: 'tool_use', stop_sequence: null }, usage: { output_tokens: 2 } },
    }),
    named({ type: 'message_stop' }),
  ],
};

const piece = {
  candidates: [{ index: 0, content: { role: 'model', parts: [{ text: 'a' }] } }],
  modelVersion: 'm',
  responseId: 'r',
};
const last = {
  ...piece,
  candidates: [
    {
      index: 0,
      content: { role: 'model', parts: [{ functionCall: { name: 'look', args: {} } }] },
      finishReason: 'STOP',
    },
  ],
  usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 2, thoughtsTokenCount: 1 },
};

export const GEMINI: FuzzedAnswer = {
  kind: 'gemini',
  whole: last,
  events: [data(piece), data(piece), data(last)],
};
