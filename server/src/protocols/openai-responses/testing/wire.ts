/* Bodies and streams as OpenAI publishes them (its API reference and the types of its SDK, openai 6.49), in its order of members. */

const HEAD = {
  id: 'resp_67c9fdcecf488190bdd9a0409de3a1ec07b8b0ad4e5eb654',
  object: 'response',
  created_at: 1_741_290_958,
};
const ASKED = {
  instructions: 'You are a helpful assistant.',
  max_output_tokens: null,
  max_tool_calls: null,
  model: 'gpt-5.1-2025-11-13',
};
const REST = {
  parallel_tool_calls: true,
  previous_response_id: null,
  prompt_cache_key: null,
  prompt_cache_retention: null,
  reasoning: { effort: 'medium', summary: 'detailed' },
  safety_identifier: null,
  service_tier: 'default',
  store: true,
  temperature: 1,
  text: { format: { type: 'text' }, verbosity: 'medium' },
  tool_choice: 'auto',
  tools: [],
  top_logprobs: 0,
  top_p: 1,
  truncation: 'disabled',
};

const SUMMARY = '**Weighing it**\n\nThe user wants the weather.';
const ENCRYPTED = 'gAAAAABpGq1xkPq8z0yWQ';
export const REASONING = {
  id: 'rs_67c9fdcf37fc8190ba82116e33fb28c507b8b0ad4e5eb654',
  type: 'reasoning',
  encrypted_content: ENCRYPTED,
  summary: [{ type: 'summary_text', text: SUMMARY }],
};
const URL_CITATION = {
  type: 'url_citation',
  start_index: 0,
  end_index: 5,
  title: 'The weather',
  url: 'https://weather.example/turin',
};
const TEXT = 'Sunny in Turin — 31 °C';
export const MESSAGE = {
  id: 'msg_67c9fdcf37fc8190ba82116e33fb28c507b8b0ad4e5eb654',
  type: 'message',
  status: 'completed',
  content: [{ type: 'output_text', annotations: [URL_CITATION], logprobs: [], text: TEXT }],
  role: 'assistant',
};
export const SEARCH = {
  id: 'ws_67c9fa0502748190b7dd390736892e100be649c1a5ff9609',
  type: 'web_search_call',
  status: 'completed',
  action: { type: 'search', query: 'weather turin', sources: [] },
};
const ARGUMENTS = '{"city":"Turin","unit":"\\u00b0C"}';
export const CALL = {
  id: 'fc_67ca09c6bedc8190a7abfec07b1a1332096610f474011cc0',
  type: 'function_call',
  status: 'completed',
  arguments: ARGUMENTS,
  call_id: 'call_unLAR8MvFNptuiZK6K6HCy5k',
  name: 'get_weather',
};
export const USAGE = {
  input_tokens: 291,
  input_tokens_details: { cached_tokens: 128 },
  output_tokens: 223,
  output_tokens_details: { reasoning_tokens: 192 },
  total_tokens: 514,
};

export const OUTPUT = [REASONING, SEARCH, MESSAGE, CALL];

/** A whole response; `more`: what it has otherwise. */
export function response(more: object = {}): Record<string, unknown> {
  return {
    ...HEAD,
    status: 'completed',
    background: false,
    billing: { payer: 'developer' },
    completed_at: 1_741_290_960,
    error: null,
    incomplete_details: null,
    ...ASKED,
    output: OUTPUT,
    ...REST,
    usage: USAGE,
    user: null,
    metadata: {},
    ...more,
  };
}

const BEGUN = { status: 'in_progress', completed_at: null, output: [], usage: null };

/** The events of a stream before the last, as [type, members]. */
export const EVENTS: readonly (readonly [string, object])[] = [
  ['response.created', { response: response(BEGUN) }],
  ['response.in_progress', { response: response(BEGUN) }],
  [
    'response.output_item.added',
    { output_index: 0, item: { id: REASONING.id, type: 'reasoning', summary: [] } },
  ],
  [
    'response.reasoning_summary_part.added',
    {
      item_id: REASONING.id,
      output_index: 0,
      summary_index: 0,
      part: { type: 'summary_text', text: '' },
    },
  ],
  ...pieces(SUMMARY, 11).map(
    (delta) =>
      [
        'response.reasoning_summary_text.delta',
        { item_id: REASONING.id, output_index: 0, summary_index: 0, delta, obfuscation: '8Kz2' },
      ] as const,
  ),
  [
    'response.reasoning_summary_text.done',
    { item_id: REASONING.id, output_index: 0, summary_index: 0, text: SUMMARY },
  ],
  [
    'response.reasoning_summary_part.done',
    { item_id: REASONING.id, output_index: 0, summary_index: 0, part: REASONING.summary[0] },
  ],
  ['response.output_item.done', { output_index: 0, item: REASONING }],
  [
    'response.output_item.added',
    { output_index: 1, item: { id: SEARCH.id, type: 'web_search_call', status: 'in_progress' } },
  ],
  ['response.web_search_call.in_progress', { output_index: 1, item_id: SEARCH.id }],
  ['response.web_search_call.searching', { output_index: 1, item_id: SEARCH.id }],
  ['response.web_search_call.completed', { output_index: 1, item_id: SEARCH.id }],
  ['response.output_item.done', { output_index: 1, item: SEARCH }],
  [
    'response.output_item.added',
    { output_index: 2, item: { ...MESSAGE, status: 'in_progress', content: [] } },
  ],
  [
    'response.content_part.added',
    {
      item_id: MESSAGE.id,
      output_index: 2,
      content_index: 0,
      part: { type: 'output_text', annotations: [], logprobs: [], text: '' },
    },
  ],
  ...pieces(TEXT, 5).map(
    (delta) =>
      [
        'response.output_text.delta',
        {
          item_id: MESSAGE.id,
          output_index: 2,
          content_index: 0,
          delta,
          logprobs: [],
          obfuscation: 'bXk1a2V5',
        },
      ] as const,
  ),
  [
    'response.output_text.annotation.added',
    {
      item_id: MESSAGE.id,
      output_index: 2,
      content_index: 0,
      annotation_index: 0,
      annotation: URL_CITATION,
    },
  ],
  [
    'response.output_text.done',
    { item_id: MESSAGE.id, output_index: 2, content_index: 0, text: TEXT, logprobs: [] },
  ],
  [
    'response.content_part.done',
    { item_id: MESSAGE.id, output_index: 2, content_index: 0, part: MESSAGE.content[0] },
  ],
  ['response.output_item.done', { output_index: 2, item: MESSAGE }],
  [
    'response.output_item.added',
    { output_index: 3, item: { ...CALL, status: 'in_progress', arguments: '' } },
  ],
  ...pieces(ARGUMENTS, 7).map(
    (delta) =>
      [
        'response.function_call_arguments.delta',
        { item_id: CALL.id, output_index: 3, delta, obfuscation: '' },
      ] as const,
  ),
  [
    'response.function_call_arguments.done',
    { item_id: CALL.id, output_index: 3, arguments: ARGUMENTS, name: 'get_weather' },
  ],
  ['response.output_item.done', { output_index: 3, item: CALL }],
];

export const COMPLETED = ['response.completed', { response: response() }] as const;

/** An event on the wire, with the number that it has. */
export function eventText([type, members]: readonly [string, object], number: number): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number, ...members })}\n\n`;
}

/** A whole stream of these events. */
export function streamText(events: readonly (readonly [string, object])[]): string {
  return events.map(eventText).join('');
}

function pieces(text: string, size: number): string[] {
  const characters = [...text];
  const count = Math.ceil(characters.length / size);
  return Array.from({ length: count }, (_, i) =>
    characters.slice(i * size, (i + 1) * size).join(''),
  );
}
