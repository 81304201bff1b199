import { describe, expect, it } from 'vitest';
import { MessagesRequest } from '../messages-request.ts';
import { readRequest } from './read-request.ts';
import { packed } from './seals.ts';

const read = (members: Record<string, unknown>, operation: 'chat' | 'count_tokens' = 'chat') =>
  readRequest(
    new MessagesRequest(
      Buffer.from(JSON.stringify({ model: 'm', max_tokens: 100, messages: [], ...members })),
      operation,
    ),
  );
const user = (...content: unknown[]) => ({ messages: [{ role: 'user', content }] });
const partsOf = (...content: unknown[]) => read(user(...content)).messages[0]?.parts;

const PNG = { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' };

describe('a request for a message in the normal form', () => {
  it('has its system prompt first, texts of it apart where they are cached apart', () => {
    const system = [
      { type: 'text', text: 'Be brief.' },
      { type: 'text', text: 'Long manual', cache_control: { type: 'ephemeral', ttl: '1h' } },
    ];
    expect(read({ system }).messages).toEqual([
      {
        role: 'system',
        name: null,
        parts: [
          { type: 'text', content: 'Be brief.' },
          { type: 'text', content: 'Long manual', cache: '1h' },
        ],
      },
    ]);
    expect(read({ system: 'Be brief.' }).messages[0]?.parts).toEqual([
      { type: 'text', content: 'Be brief.' },
    ]);
  });

  it('has results of tools as messages of their own, before what the user says', () => {
    const { messages, others } = read(
      user(
        {
          type: 'tool_result',
          tool_use_id: 'toolu_1',
          content: [
            { type: 'text', text: 'A chart' },
            { type: 'image', source: PNG },
            {
              type: 'document',
              title: 'Report',
              source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0=' },
            },
          ],
        },
        { type: 'tool_result', tool_use_id: 'toolu_2', content: 'no such city', is_error: true },
        { type: 'tool_result', tool_use_id: 'toolu_3', cache_control: { type: 'ephemeral' } },
        { type: 'text', text: 'And now?' },
      ),
    );
    expect(others).toEqual([]);
    expect(messages).toEqual([
      {
        role: 'tool',
        name: null,
        parts: [
          {
            type: 'tool_result',
            id: 'toolu_1',
            content: [
              { type: 'text', content: 'A chart' },
              {
                type: 'image',
                source: { kind: 'inline', media_type: 'image/png', data: 'iVBORw0KGgo=' },
              },
              {
                type: 'document',
                name: 'Report',
                source: { kind: 'inline', media_type: 'application/pdf', data: 'JVBERi0=' },
              },
            ],
          },
        ],
      },
      {
        role: 'tool',
        name: null,
        parts: [
          {
            type: 'tool_result',
            id: 'toolu_2',
            content: [{ type: 'text', content: 'no such city' }],
            failed: true,
          },
        ],
      },
      {
        role: 'tool',
        name: null,
        parts: [{ type: 'tool_result', id: 'toolu_3', content: [], cache: '5m' }],
      },
      { role: 'user', name: null, parts: [{ type: 'text', content: 'And now?' }] },
    ]);
  });

  it('has images and documents from wherever they are', () => {
    expect(
      partsOf(
        { type: 'image', source: { type: 'url', url: 'https://a.example/b.png' } },
        { type: 'image', source: { type: 'file', file_id: 'file_1' } },
        { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Grüße' } },
        { type: 'document', source: { type: 'url', url: 'https://a.example/b.pdf' } },
        { type: 'document', source: { type: 'content', content: 'of blocks' } },
      ),
    ).toEqual([
      { type: 'image', source: { kind: 'uri', uri: 'https://a.example/b.png' } },
      { type: 'image', source: { kind: 'file', id: 'file_1' } },
      {
        type: 'document',
        name: null,
        source: { kind: 'inline', media_type: 'text/plain', data: 'R3LDvMOfZQ==' },
      },
      { type: 'document', name: null, source: { kind: 'uri', uri: 'https://a.example/b.pdf' } },
      {
        type: 'unknown',
        value: { type: 'document', source: { type: 'content', content: 'of blocks' } },
      },
    ]);
  });

  it('has what the model thought and called, with what seals it', () => {
    const content = [
      { type: 'thinking', thinking: 'Hm.', signature: 'EqQB' },
      { type: 'redacted_thinking', data: 'EmwK' },
      {
        type: 'thinking',
        thinking: 'In short',
        signature: packed({ id: 'rs_1', encrypted: 'gAAA' }),
      },
      { type: 'thinking', thinking: '', signature: packed({ next: 'CpcB' }) },
      { type: 'tool_use', id: 'toolu_1', name: 'get', input: { a: 1 }, caller: { type: 'direct' } },
      { type: 'text', text: 'There.' },
      { type: 'thinking', thinking: '', signature: packed({ previous: 'Cpc2' }) },
    ];
    const { messages, others } = read({ messages: [{ role: 'assistant', content }] });
    expect(others).toEqual([]);
    expect(messages).toEqual([
      {
        role: 'assistant',
        name: null,
        parts: [
          { type: 'reasoning', content: 'Hm.', signature: 'EqQB' },
          { type: 'reasoning', content: '', signature: null, encrypted: 'EmwK' },
          {
            type: 'reasoning',
            content: 'In short',
            signature: null,
            id: 'rs_1',
            encrypted: 'gAAA',
          },
          {
            type: 'tool_call',
            kind: 'function',
            id: 'toolu_1',
            name: 'get',
            arguments: '{"a":1}',
            signature: 'CpcB',
          },
          { type: 'text', content: 'There.', signature: 'Cpc2' },
        ],
      },
    ]);
  });

  it('has every setting', () => {
    const { settings, others } = read({
      max_tokens: 2048,
      temperature: 0.5,
      top_p: 0.9,
      top_k: 40,
      stop_sequences: ['END'],
      metadata: { user_id: 'u1' },
      service_tier: 'standard_only',
      stream: true,
      thinking: { type: 'enabled', budget_tokens: 1500, display: 'summarized' },
      output_config: {
        effort: 'medium',
        format: { type: 'json_schema', schema: { type: 'object' } },
      },
      tool_choice: { type: 'any', disable_parallel_tool_use: true },
    });
    expect(others).toEqual([]);
    expect(settings).toEqual({
      max_tokens: 2048,
      temperature: 0.5,
      top_p: 0.9,
      top_k: 40,
      stop: ['END'],
      user: 'u1',
      service_tier: 'default',
      reasoning: { effort: 'medium', budget_tokens: 1500, summary: 'auto' },
      output: { kind: 'schema', schema: { type: 'object' }, held: true },
      tool_choice: { kind: 'required' },
      parallel_tool_calls: false,
    });
  });

  it.each([
    [{ type: 'disabled' }, undefined, { effort: 'none' }, []],
    [{ type: 'disabled' }, 'low', { effort: 'none' }, ['output_config.effort']],
    [{ type: 'adaptive' }, 'max', { effort: 'max' }, []],
    [{ type: 'adaptive', display: 'omitted' }, undefined, { summary: 'none' }, []],
    [{ type: 'between_tools' }, undefined, {}, ['thinking.type']],
    [undefined, 'low', { effort: 'low' }, []],
    [undefined, undefined, undefined, []],
  ])('thinks as %j and effort %j say', (thinking, effort, reasoning, others) => {
    const request = read({
      ...(thinking === undefined ? {} : { thinking }),
      ...(effort === undefined ? {} : { output_config: { effort } }),
    });
    expect(request.settings.reasoning).toEqual(reasoning);
    expect(request.others).toEqual(others);
  });

  it('has tools of the caller, and those that Anthropic runs as they were written', () => {
    const search = {
      type: 'web_search_20260209',
      name: 'web_search',
      max_uses: 3,
      user_location: { type: 'approximate', city: 'Bern' },
    };
    const bash = { type: 'bash_20250124', name: 'bash' };
    const toolset = { type: 'mcp_toolset', mcp_server_name: 'docs' };
    const { tools, others } = read({
      tools: [
        {
          name: 'get_weather',
          description: 'Weather',
          input_schema: { type: 'object', properties: { city: { type: 'string' } } },
          strict: true,
          cache_control: { type: 'ephemeral' },
          eager_input_streaming: true,
        },
        search,
        bash,
        toolset,
      ],
    });
    expect(others).toEqual([]);
    expect(tools).toEqual([
      {
        kind: 'function',
        name: 'get_weather',
        description: 'Weather',
        parameters: { type: 'object', properties: { city: { type: 'string' } } },
        strict: true,
        cache: '5m',
      },
      {
        kind: 'hosted',
        name: 'web_search',
        description: null,
        parameters: {
          max_uses: 3,
          user_location: { type: 'approximate', approximate: { city: 'Bern' } },
        },
      },
      { kind: 'hosted', name: 'bash', description: null, parameters: bash },
      { kind: 'hosted', name: 'mcp_toolset', description: null, parameters: toolset },
    ]);
  });

  it('puts the cache point of the body at the last block that can have one', () => {
    const { messages } = read({
      cache_control: { type: 'ephemeral', ttl: '1h' },
      ...user({ type: 'text', text: 'a' }, { type: 'text', text: 'b' }),
    });
    expect(messages[0]?.parts).toEqual([
      { type: 'text', content: 'a' },
      { type: 'text', content: 'b', cache: '1h' },
    ]);
  });

  it('names what it has no place for', () => {
    const { others } = read({
      container: 'c1',
      context_management: { edits: [] },
      speed: 'standard',
      inference_geo: null,
      ...user(
        {
          type: 'document',
          context: 'A report',
          source: { type: 'url', url: 'https://a.example' },
        },
        { type: 'document', citations: { enabled: false }, source: { type: 'file', file_id: 'f' } },
        { type: 'image', source: PNG, transformations: { oversized_image: 'error' } },
      ),
      tools: [{ name: 't', input_schema: { type: 'object' }, input_examples: [{}] }],
    });
    expect(others.toSorted()).toEqual([
      'container',
      'context_management',
      'messages.0.content.0.context',
      'messages.0.content.2.transformations',
      'tools.0.input_examples',
    ]);
  });

  it('needs no limit of an answer where tokens are only counted', () => {
    expect(read({ max_tokens: null }, 'count_tokens').settings).toEqual({});
  });
});
