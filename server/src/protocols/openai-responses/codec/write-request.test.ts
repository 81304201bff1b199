import { describe, expect, it } from 'vitest';
import type { Part } from '../../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { openaiResponses } from '../protocol.ts';

const { codec } = openaiResponses;
const TARGET = { model: 'm', stream: false, askForUsage: false };

const written = (
  request: Partial<ModelRequest>,
  target: Parameters<typeof codec.writeRequest>[1] = TARGET,
) => {
  const { body, unsupported } = codec.writeRequest(
    { messages: [], tools: [], settings: {}, others: [], ...request },
    target,
  );
  return { body: JSON.parse(body.toString()), unsupported };
};

const user = (part: Part) => ({ messages: [{ role: 'user', name: null, parts: [part] }] });
const assistant = (...parts: Part[]) => ({
  messages: [{ role: 'assistant', name: null, parts }],
});
const set = (settings: Settings) => ({ settings });
const result = (part: Partial<Extract<Part, { type: 'tool_result' }>>) => ({
  messages: [
    {
      role: 'tool',
      name: null,
      parts: [{ type: 'tool_result' as const, id: 'a', content: [], ...part }],
    },
  ],
});
const png = { kind: 'inline', media_type: 'image/png', data: 'AA==' } as const;
const aText = { type: 'text', content: 'hi' } as const;
const call = { type: 'tool_call', kind: 'function', id: 'a', name: 'f', arguments: '{}' } as const;
const hosted = (name: string, parameters: unknown) => ({
  tools: [{ kind: 'hosted' as const, name, description: null, parameters }],
});

describe('what has no place in a request', () => {
  it.each<[string, Partial<ModelRequest>]>([
    ['top_k', set({ top_k: 5 })],
    ['min_p', set({ min_p: 0.1 })],
    ['stop', set({ stop: ['x'] })],
    ['seed', set({ seed: 0 })],
    ['frequency_penalty', set({ frequency_penalty: 1 })],
    ['presence_penalty', set({ presence_penalty: -1 })],
    ['logit_bias', set({ logit_bias: { 5: 1 } })],
    ['n', set({ choices: 2 })],
    ['an answer as image', set({ modalities: ['text', 'image'] })],
    [
      'audio',
      user({ type: 'audio', transcript: null, source: { ...png, media_type: 'audio/wav' } }),
    ],
    [
      'tool result with audio',
      result({ content: [{ type: 'audio', transcript: null, source: null }] }),
    ],
    ['a part of an unknown kind', user({ type: 'unknown', value: 1 })],
    [
      'an answer of before with an image by its address',
      assistant({ type: 'image', source: { kind: 'uri', uri: 'https://a.example/b.png' } }),
    ],
    ['the tool code_execution', hosted('code_execution', { type: 'code_execution_20250522' })],
    ['web_search.max_uses', hosted('web_search', { max_uses: 2 })],
  ])('is named where the answer depends on it: %s', (feature, request) => {
    expect(written(request).unsupported).toEqual([{ feature }]);
  });

  it.each<[string, Partial<ModelRequest>]>([
    ['cache_control', user({ ...aText, cache: '5m' })],
    ['cache_control', result({ cache: '1h' })],
    ['cache_control', assistant({ ...call, cache: '1h' })],
    ['signed text', user({ ...aText, signature: 's' })],
    ['signed text', assistant({ ...aText, signature: 's' })],
    ['signed tool calls', assistant({ ...call, signature: 's' })],
    [
      'reasoning that OpenAI did not encrypt',
      assistant({ type: 'reasoning', content: 'hm', signature: 's' }),
    ],
    ['is_error of a tool result', result({ failed: true })],
    ['a budget of reasoning in tokens', set({ reasoning: { budget_tokens: 4096 } })],
    ['name of a message', { messages: [{ role: 'user', name: 'Ada', parts: [aText] }] }],
  ])('is named as a hint where the answer does not: %s', (feature, request) => {
    expect(written(request).unsupported).toEqual([{ feature, hint: true }]);
  });
});

describe('a request as it is written', () => {
  it('asks for a stream where that is wanted, and says that nothing is to be stored', () => {
    expect(written({}).body).toEqual({ model: 'm', input: [], store: false });
    expect(written({}, { ...TARGET, stream: true }).body).toMatchObject({ stream: true });
    expect(written(set({ store: true })).body).toMatchObject({ store: true });
  });

  it('tells the model first of all what it is told', () => {
    const system = { role: 'system', name: null, parts: [aText] };
    const { body } = written({ messages: [system, { ...system, role: 'developer' }] });
    expect(body).toMatchObject({
      instructions: 'hi',
      input: [{ role: 'developer', content: [{ type: 'input_text', text: 'hi' }] }],
    });
  });

  it('takes calls and their results apart, and gives those an id that have none', () => {
    const { body } = written({
      messages: [
        {
          role: 'assistant',
          name: null,
          parts: [aText, { ...call, id: null }, { ...call, kind: 'custom', id: 'c' }],
        },
        {
          role: 'tool',
          name: null,
          parts: [
            { type: 'tool_result', id: null, content: [aText] },
            { type: 'tool_result', id: 'c', content: [{ type: 'image', source: png }] },
          ],
        },
      ],
    });
    expect(body.input).toEqual([
      {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'hi', annotations: [] }],
      },
      { type: 'function_call', call_id: 'call_0', name: 'f', arguments: '{}' },
      { type: 'custom_tool_call', call_id: 'c', name: 'f', input: '{}' },
      { type: 'function_call_output', call_id: 'call_0', output: 'hi' },
      {
        type: 'custom_tool_call_output',
        call_id: 'c',
        output: [{ type: 'input_image', image_url: 'data:image/png;base64,AA==' }],
      },
    ]);
  });

  it('asks for reasoning in the form in which it can be sent back, where a model reasons', () => {
    const include = (reasoning?: Settings['reasoning']) =>
      written(reasoning === undefined ? {} : set({ reasoning })).body.include;
    expect(include()).toBeUndefined();
    expect(include({ effort: 'none' })).toBeUndefined();
    expect(include({ effort: 'low' })).toEqual(['reasoning.encrypted_content']);
    expect(include({ effort: 'low', encrypted: false })).toBeUndefined();
    const sent: Part = {
      type: 'reasoning',
      content: '',
      signature: null,
      id: 'rs_1',
      encrypted: 'x',
    };
    expect(written(assistant(sent)).body).toMatchObject({
      input: [{ type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'x' }],
      include: ['reasoning.encrypted_content'],
    });
  });

  it('chooses tools by their kind', () => {
    const tools = [
      { kind: 'function', name: 'f', description: null, parameters: null },
      { kind: 'custom', name: 'c', description: null, parameters: null },
      { kind: 'hosted', name: 'web_search', description: null, parameters: {} },
    ] as const;
    const choice = (tool_choice: Settings['tool_choice']) =>
      written({ tools, settings: { tool_choice: tool_choice! } }).body.tool_choice;
    expect(choice({ kind: 'tool', name: 'c' })).toEqual({ type: 'custom', name: 'c' });
    expect(choice({ kind: 'tool', name: 'web_search' })).toEqual({ type: 'web_search' });
    expect(choice({ kind: 'some', mode: 'required', names: ['f', 'web_search'] })).toEqual({
      type: 'allowed_tools',
      mode: 'required',
      tools: [{ type: 'function', name: 'f' }, { type: 'web_search' }],
    });
  });

  it('takes an effort for a budget', () => {
    const effort = (budget_tokens: number) =>
      written(set({ reasoning: { budget_tokens } })).body.reasoning.effort;
    expect([0, 1024, 5000, 20_000].map(effort)).toEqual(['none', 'low', 'medium', 'high']);
  });

  it("searches the web as others' clients ask for it", () => {
    const chats = hosted('web_search', {
      search_context_size: 'low',
      user_location: { type: 'approximate', approximate: { city: 'Turin' } },
    });
    expect(written(chats).body.tools).toEqual([
      {
        type: 'web_search',
        search_context_size: 'low',
        user_location: { type: 'approximate', city: 'Turin' },
      },
    ]);
    const anthropics = hosted('web_search', {
      type: 'web_search_20250305',
      name: 'web_search',
      allowed_domains: ['a.example'],
    });
    expect(written(anthropics).body.tools).toEqual([
      { type: 'web_search', filters: { allowed_domains: ['a.example'] } },
    ]);
  });
});
