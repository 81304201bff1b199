/**
 * Bodies and streams as Anthropic's published types have them (the package `@anthropic-ai/sdk`, `resources/messages`), written by
 * hand for tests.
 */

/** A stream's events, each named after its type, as they come over the wire. */
export function wireStream(...events: readonly Readonly<Record<string, unknown>>[]): string {
  return events
    .map((event) => `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`)
    .join('');
}

export const START_USAGE = {
  input_tokens: 25,
  cache_creation_input_tokens: 40,
  cache_read_input_tokens: 100,
  cache_creation: { ephemeral_5m_input_tokens: 30, ephemeral_1h_input_tokens: 10 },
  output_tokens: 1,
  service_tier: 'standard',
  server_tool_use: null,
};

export function messageStart(usage: unknown = START_USAGE): Record<string, unknown> {
  return {
    type: 'message_start',
    message: {
      id: 'msg_013Zva2CMHLNnXjNJJKqJ2EF',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-4-5-20250929',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage,
    },
  };
}

export const PING = { type: 'ping' };
export const STOP = { type: 'message_stop' };

export function blockStart(index: number, block: unknown): Record<string, unknown> {
  return { type: 'content_block_start', index, content_block: block };
}

export function blockDelta(index: number, delta: unknown): Record<string, unknown> {
  return { type: 'content_block_delta', index, delta };
}

export function blockStop(index: number): Record<string, unknown> {
  return { type: 'content_block_stop', index };
}

export function messageDelta(
  reason: string,
  usage: unknown = { output_tokens: 15 },
  sequence: string | null = null,
): Record<string, unknown> {
  return {
    type: 'message_delta',
    delta: { stop_reason: reason, stop_sequence: sequence },
    usage,
  };
}

/** Thinking, a text in pieces, a call without arguments and one with, and what Anthropic itself ran. */
export const LONG_STREAM = wireStream(
  messageStart(),
  PING,
  blockStart(0, { type: 'thinking', thinking: '', signature: '' }),
  blockDelta(0, { type: 'thinking_delta', thinking: 'The user asks for the weather, ' }),
  blockDelta(0, { type: 'thinking_delta', thinking: 'so I look – 東京.' }),
  blockDelta(0, { type: 'signature_delta', signature: 'EqQBCgIYAhIM1gbcDa9GJwZA2b3h' }),
  blockStop(0),
  blockStart(1, { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' }),
  blockStop(1),
  blockStart(2, { type: 'text', text: '' }),
  blockDelta(2, { type: 'text_delta', text: 'Let me look' }),
  blockDelta(2, { type: 'text_delta', text: ' that up.\n\nOne moment 🌦' }),
  blockStop(2),
  blockStart(3, {
    type: 'server_tool_use',
    id: 'srvtoolu_014hJH82Qum7Td6UV8gDXThB',
    name: 'web_search',
    input: {},
  }),
  blockDelta(3, { type: 'input_json_delta', partial_json: '' }),
  blockDelta(3, { type: 'input_json_delta', partial_json: '{"query":' }),
  blockDelta(3, { type: 'input_json_delta', partial_json: '"weather Tokyo"}' }),
  blockStop(3),
  blockStart(4, {
    type: 'web_search_tool_result',
    tool_use_id: 'srvtoolu_014hJH82Qum7Td6UV8gDXThB',
    content: [
      {
        type: 'web_search_result',
        title: 'Weather',
        url: 'https://weather.example/tokyo',
        encrypted_content: 'Ev0D',
        page_age: null,
      },
    ],
  }),
  blockStop(4),
  blockStart(5, { type: 'text', text: '', citations: [] }),
  blockDelta(5, { type: 'text_delta', text: 'It is 21 °C' }),
  blockDelta(5, {
    type: 'citations_delta',
    citation: {
      type: 'web_search_result_location',
      cited_text: '21 degrees',
      url: 'https://weather.example/tokyo',
      title: 'Weather',
      encrypted_index: 'Eo8B',
    },
  }),
  blockStop(5),
  blockStart(6, { type: 'tool_use', id: 'toolu_01A', name: 'now', input: {} }),
  blockDelta(6, { type: 'input_json_delta', partial_json: '' }),
  blockStop(6),
  blockStart(7, { type: 'tool_use', id: 'toolu_01B', name: 'get_weather', input: {} }),
  blockDelta(7, { type: 'input_json_delta', partial_json: '{"location":"San' }),
  blockDelta(7, { type: 'input_json_delta', partial_json: ' Francisco, CA"}' }),
  blockStop(7),
  messageDelta('tool_use', {
    input_tokens: 25,
    cache_creation_input_tokens: 40,
    cache_read_input_tokens: 100,
    output_tokens: 89,
    output_tokens_details: { thinking_tokens: 20 },
    server_tool_use: { web_search_requests: 1 },
  }),
  STOP,
);

/** What LONG_STREAM comes to, as a message that was not streamed. */
export const LONG_MESSAGE = {
  id: 'msg_013Zva2CMHLNnXjNJJKqJ2EF',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5-20250929',
  content: [
    {
      type: 'thinking',
      thinking: 'The user asks for the weather, so I look – 東京.',
      signature: 'EqQBCgIYAhIM1gbcDa9GJwZA2b3h',
    },
    { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' },
    { type: 'text', text: 'Let me look that up.\n\nOne moment 🌦', citations: null },
    {
      type: 'server_tool_use',
      id: 'srvtoolu_014hJH82Qum7Td6UV8gDXThB',
      name: 'web_search',
      input: { query: 'weather Tokyo' },
    },
    {
      type: 'web_search_tool_result',
      tool_use_id: 'srvtoolu_014hJH82Qum7Td6UV8gDXThB',
      content: [
        {
          type: 'web_search_result',
          title: 'Weather',
          url: 'https://weather.example/tokyo',
          encrypted_content: 'Ev0D',
          page_age: null,
        },
      ],
    },
    {
      type: 'text',
      text: 'It is 21 °C',
      citations: [
        {
          type: 'web_search_result_location',
          cited_text: '21 degrees',
          url: 'https://weather.example/tokyo',
          title: 'Weather',
          encrypted_index: 'Eo8B',
        },
      ],
    },
    { type: 'tool_use', id: 'toolu_01A', name: 'now', input: {} },
    {
      type: 'tool_use',
      id: 'toolu_01B',
      name: 'get_weather',
      input: { location: 'San Francisco, CA' },
    },
  ],
  stop_reason: 'tool_use',
  stop_sequence: null,
  usage: {
    ...START_USAGE,
    output_tokens: 89,
    output_tokens_details: { thinking_tokens: 20 },
    server_tool_use: { web_search_requests: 1 },
  },
};
