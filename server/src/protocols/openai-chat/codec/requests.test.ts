import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part } from '../../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { RequestFault } from '../../request-fault.ts';
import {
  document,
  file,
  image,
  inline,
  plainText,
  reasoning,
  sound,
  uri,
} from '../../testing/parts.ts';
import { modelRequests, SETTINGS, settingsOf } from '../../testing/requests.ts';
import { plainName } from '../../testing/values.ts';
import { openaiChat } from '../protocol.ts';

const { codec } = openaiChat;
const TARGET = { model: 'm', stream: false, askForUsage: false };
const EVERYTHING = { ...TARGET, quirks: { reasoning: 'reasoning_details' } } as const;

const parse = (body: Buffer | object) =>
  openaiChat.parse(Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)), {
    operation: 'chat',
    model: null,
    form: null,
  });
const read = (body: Buffer | object) => codec.readRequest(parse(body));
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

const ABSENT: readonly string[] = ['top_k', 'min_p'];
const uncached = <T extends { cache?: unknown }>({ cache: _, ...part }: T) => part;
const ofChat = modelRequests({
  shown: fc.oneof(
    plainText,
    image
      .map(uncached)
      .chain((part) => fc.oneof(uri, inline('image/png')).map((source) => ({ ...part, source }))),
    document.map(uncached).chain((part) =>
      fc.oneof(
        file.map((source) => ({ ...part, source })),
        fc
          .tuple(inline('application/pdf'), plainName)
          .map(([source, name]) => ({ ...part, source, name })),
      ),
    ),
    sound,
  ),
  results: plainText,
  said: fc.oneof(plainText, reasoning),
  settings: settingsOf(
    (Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]).filter((name) => !ABSENT.includes(name)),
  ).map(asChatSays),
  failures: false,
});

/** It knows of efforts alone, names every schema, and makes no images. */
function asChatSays({ reasoning: thinking, output, modalities, ...settings }: Settings): Settings {
  const named = output?.kind === 'schema' ? { name: 'answer', ...output } : output;
  return {
    ...settings,
    ...(thinking?.effort === undefined ? {} : { reasoning: { effort: thinking.effort } }),
    ...(named === undefined ? {} : { output: named }),
    ...(modalities === undefined || modalities.includes('image') ? {} : { modalities }),
  };
}

const ORDER: readonly Part['type'][] = ['reasoning', 'text', 'tool_call'];
/** The protocol tells of no order in what an assistant says; it takes no seal of a call. */
const arranged = (request: ModelRequest): ModelRequest => ({
  ...request,
  messages: request.messages.map((message) =>
    message.role === 'assistant'
      ? {
          ...message,
          parts: message.parts
            .toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type))
            .map((part) => {
              if (part.type !== 'tool_call') return part;
              const { signature: _, ...call } = part;
              return call;
            }),
        }
      : message,
  ),
});

describe('a request, written and read again', () => {
  it('asks for the same', () => {
    fc.assert(
      fc.property(ofChat, (request) => {
        const { body } = codec.writeRequest(request, EVERYTHING);
        expect(read(body)).toEqual(arranged(request));
      }),
    );
  });

  it('names what of all that there is has no place in it, and is a request all the same', () => {
    fc.assert(
      fc.property(modelRequests(), (request) => {
        const { body, unsupported } = codec.writeRequest(request, TARGET);
        const again = read(body);
        expect(again.messages.length).toBe(request.messages.length);
        expect(again.tools).toEqual(request.tools);
        if (unsupported.length > 0) return;
        const said = arranged(request);
        expect(again.messages).toEqual(said.messages);
        expect(again.settings).toMatchObject(asChatSays(said.settings));
      }),
    );
  });
});

const user = (part: Part) => ({ messages: [{ role: 'user', name: null, parts: [part] }] });
const assistant = (part: Part) => ({
  messages: [{ role: 'assistant', name: null, parts: [part] }],
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
    ['an answer as image', set({ modalities: ['text', 'image'] })],
    ['messages.0.cache_control', { others: ['messages.0.cache_control'] }],
    ['tool result with an image', result({ content: [{ type: 'image', source: png }] })],
    [
      'tool result with a document',
      result({ content: [{ type: 'document', name: null, source: png }] }),
    ],
    ['an image by the id of a file', user({ type: 'image', source: { kind: 'file', id: 'f' } })],
    [
      'a document by its address',
      user({ type: 'document', name: null, source: { kind: 'uri', uri: 'x:' } }),
    ],
    ['a part of an unknown kind', user({ type: 'unknown', value: 1 })],
    [
      'audio/ogg',
      user({ type: 'audio', transcript: null, source: { ...png, media_type: 'audio/ogg' } }),
    ],
    ['an answer of before with an image', assistant({ type: 'image', source: png })],
    ['the tool code_execution', hosted('code_execution', null)],
    ['web_search.max_uses', hosted('web_search', { max_uses: 2 })],
  ])('is named where the answer depends on it: %s', (feature, request) => {
    expect(written(request).unsupported).toEqual([{ feature }]);
  });

  it.each<[string, Partial<ModelRequest>]>([
    ['cache_control', user({ ...aText, cache: '5m' })],
    ['cache_control', result({ cache: '1h' })],
    ['cache_control', assistant({ ...call, cache: '1h' })],
    ['citations of earlier turns', assistant({ ...aText, citations: [] })],
    ['signed text', assistant({ ...aText, signature: 's' })],
    ['signed tool calls', assistant({ ...call, signature: 's' })],
    [
      'reasoning of earlier turns',
      assistant({ type: 'reasoning', content: 'hm', signature: null }),
    ],
    ['is_error of a tool result', result({ failed: true })],
    ['a budget of reasoning in tokens', set({ reasoning: { budget_tokens: 4096 } })],
    ['a summary of reasoning', set({ reasoning: { summary: 'auto' } })],
    ['encrypted reasoning', set({ reasoning: { encrypted: true } })],
  ])('is named as a hint where the answer does not: %s', (feature, request) => {
    expect(written(request).unsupported).toEqual([{ feature, hint: true }]);
  });

  it('is named once', () => {
    const twice = { ...aText, cache: '5m' } as const;
    const { unsupported } = written({
      messages: [{ role: 'user', name: null, parts: [twice, twice] }],
    });
    expect(unsupported).toHaveLength(1);
  });
});

describe('a request as it is written', () => {
  it('asks for a stream and its usage only where that is wanted', () => {
    expect(written({}).body).toEqual({ model: 'm', messages: [] });
    const stream = written({}, { ...TARGET, stream: true }).body;
    expect(stream).toMatchObject({ stream: true });
    expect(stream).not.toHaveProperty('stream_options');
    expect(written({}, { model: 'm', stream: true, askForUsage: true }).body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(written({}, { ...TARGET, askForUsage: true }).body).not.toHaveProperty('stream_options');
  });

  it('says the most tokens as the provider calls it', () => {
    expect(written(set({ max_tokens: 5 })).body).toMatchObject({ max_completion_tokens: 5 });
    const old = written(set({ max_tokens: 5 }), { ...TARGET, quirks: { maxTokens: 'max_tokens' } });
    expect(old.body).toMatchObject({ max_tokens: 5 });
    expect(old.body).not.toHaveProperty('max_completion_tokens');
  });

  it('gives results of tools before what a user says with them, and calls an id', () => {
    const { body } = written({
      messages: [
        { role: 'assistant', name: null, parts: [{ ...call, id: null }] },
        {
          role: 'user',
          name: null,
          parts: [aText, { type: 'tool_result', id: null, content: [aText] }],
        },
      ],
    });
    expect(body.messages).toEqual([
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_0', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'call_0', content: 'hi' },
      { role: 'user', content: 'hi' },
    ]);
  });

  it.each([
    ['reasoning_content', { reasoning_content: 'a\n\nb', content: 'hi' }],
    ['reasoning', { reasoning: 'a\n\nb', content: 'hi' }],
    [
      'thinking_part',
      {
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'a\n\nb' }] },
          { type: 'text', text: 'hi' },
        ],
      },
    ],
  ] as const)('gives reasoning back where the provider takes it: %s', (member, said) => {
    const thoughts = ['a', 'b'].map(
      (content): Part => ({ type: 'reasoning', content, signature: null }),
    );
    const target = { ...TARGET, quirks: { reasoning: member } };
    const messages = [{ role: 'assistant', name: null, parts: [...thoughts, aText] }];
    const { body, unsupported } = written({ messages }, target);
    expect(body.messages).toEqual([{ role: 'assistant', ...said }]);
    expect(unsupported).toEqual([]);
    expect(read(Buffer.from(JSON.stringify(body))).messages[0]?.parts).toEqual([
      { type: 'reasoning', content: 'a\n\nb', signature: null },
      aText,
    ]);
    const silent = [{ role: 'assistant', name: null, parts: [...thoughts, { ...call }] }];
    const calls = written({ messages: silent }, target).body.messages[0];
    expect(calls.content).toEqual(member === 'thinking_part' ? [said.content[0]] : null);
    const none = [{ role: 'assistant', name: null, parts: [aText] }];
    expect(written({ messages: none }, target).body.messages[0].content).toBe('hi');
  });

  it('says what a developer says as the provider takes it', () => {
    const messages = [{ role: 'developer', name: null, parts: [aText] }];
    expect(written({ messages }).body.messages).toEqual([{ role: 'developer', content: 'hi' }]);
    const { body } = written({ messages }, { ...TARGET, quirks: { developer: 'system' } });
    expect(body.messages).toEqual([{ role: 'system', content: 'hi' }]);
  });

  it.each([
    [undefined, /^.{1,40}$/],
    [9, /^[a-zA-Z0-9]{9}$/],
  ])('names calls so that the provider takes it: %s', (callIdLength, form) => {
    const quirks = callIdLength === undefined ? {} : { callIdLength };
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 60 }), { minLength: 1 }),
        (ids) => {
          const { body } = written(
            {
              messages: [
                { role: 'assistant', name: null, parts: ids.map((id) => ({ ...call, id })) },
                ...ids.map((id) => ({
                  role: 'tool',
                  name: null,
                  parts: [{ type: 'tool_result' as const, id, content: [aText] }],
                })),
              ],
            },
            { ...TARGET, quirks },
          );
          const [{ tool_calls: calls }, ...results] = body.messages;
          const named = calls.map(({ id }: { id: string }) => id);
          expect(new Set(named).size).toBe(ids.length);
          expect(results.map(({ tool_call_id: id }: { tool_call_id: string }) => id)).toEqual(
            named,
          );
          for (const [i, id] of named.entries()) {
            expect(id).toMatch(form);
            if (form.test(ids[i] ?? '')) expect(id).toBe(ids[i]);
          }
        },
      ),
    );
  });

  it('chooses a tool by its kind', () => {
    const tools = [
      { kind: 'custom', name: 'c', description: null, parameters: null },
      { kind: 'function', name: 'f', description: null, parameters: null },
    ] as const;
    const choosing = (tool_choice: NonNullable<Settings['tool_choice']>) =>
      written({ tools, settings: { tool_choice } }).body.tool_choice;
    expect(choosing({ kind: 'required' })).toBe('required');
    expect(choosing({ kind: 'tool', name: 'c' })).toEqual({
      type: 'custom',
      custom: { name: 'c' },
    });
    expect(choosing({ kind: 'some', mode: 'auto', names: ['f', 'c'] })).toEqual({
      type: 'allowed_tools',
      allowed_tools: {
        mode: 'auto',
        tools: [
          { type: 'function', function: { name: 'f' } },
          { type: 'custom', custom: { name: 'c' } },
        ],
      },
    });
  });

  it('takes an effort for a budget', () => {
    const effort = (budget_tokens: number) =>
      written(set({ reasoning: { budget_tokens } })).body.reasoning_effort;
    expect([0, 1024, 5000, 20_000].map(effort)).toEqual(['none', 'low', 'medium', 'high']);
  });
});

const chat = (more: object) => ({
  model: 'm',
  messages: [{ role: 'user', content: 'hi' }],
  ...more,
});
const saying = (...messages: object[]) => ({ model: 'm', messages });

describe('a request as it is read', () => {
  it.each<[string, object]>([
    ['messages', { model: 'm' }],
    ['messages', saying()],
    ['messages', { model: 'm', messages: 'hi' }],
    ['messages.0.role', saying({ content: 'hi' })],
    ['messages.0.role', saying({ role: 'robot', content: 'hi' })],
    ['messages.0.content', saying({ role: 'user', content: 5 })],
    ['messages.0.content.0', saying({ role: 'user', content: ['hi'] })],
    ['messages.0.content.0.text', saying({ role: 'user', content: [{ type: 'text' }] })],
    ['messages.0.content.0.image_url', saying({ role: 'user', content: [{ type: 'image_url' }] })],
    [
      'messages.0.content.0.image_url.url',
      saying({ role: 'user', content: [{ type: 'image_url', image_url: {} }] }),
    ],
    [
      'messages.0.content.0.input_audio.format',
      saying({ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AA==' } }] }),
    ],
    [
      'messages.0.content.0.file.file_id',
      saying({ role: 'user', content: [{ type: 'file', file: {} }] }),
    ],
    ['messages.0.tool_call_id', saying({ role: 'tool', content: 'hi' })],
    [
      'messages.0.tool_calls.0.function.arguments',
      saying({
        role: 'assistant',
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'f' } }],
      }),
    ],
    [
      'messages.0.tool_calls.0.id',
      saying({ role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: '' } }] }),
    ],
    ['temperature', chat({ temperature: 'hot' })],
    ['n', chat({ n: 1.5 })],
    ['stop', chat({ stop: [1] })],
    ['logit_bias', chat({ logit_bias: { 5: 'x' } })],
    ['metadata', chat({ metadata: { a: 1 } })],
    ['tool_choice', chat({ tool_choice: 'any' })],
    ['tool_choice.type', chat({ tool_choice: { type: 'tool' } })],
    ['tool_choice.function', chat({ tool_choice: { type: 'function' } })],
    ['response_format.type', chat({ response_format: { type: 'xml' } })],
    ['response_format.json_schema', chat({ response_format: { type: 'json_schema' } })],
    [
      'response_format.json_schema.schema',
      chat({ response_format: { type: 'json_schema', json_schema: { name: 'a' } } }),
    ],
    ['tools.0.type', chat({ tools: [{ type: 'browser' }] })],
    ['tools.0.function.name', chat({ tools: [{ type: 'function', function: {} }] })],
    [
      'tools.0.function.parameters',
      chat({ tools: [{ type: 'function', function: { name: 'f', parameters: 'x' } }] }),
    ],
  ])('is refused by name: %s', (param, body) => {
    const refused = () => read(body);
    expect(refused).toThrow(RequestFault);
    expect(refused).toThrow(expect.objectContaining({ code: 'request_invalid', param }));
  });

  it('names what has no place in the normal form', () => {
    const { others } = read(
      chat({
        prediction: { type: 'content', content: 'x' },
        audio: { voice: 'alloy' },
        user: null,
        messages: [
          { role: 'user', content: [{ type: 'text', text: 'hi', new: 1 }], mood: 'good' },
          {
            role: 'assistant',
            tool_calls: [{ id: 'a', function: { name: 'f', arguments: '', x: 1 } }],
          },
        ],
        tools: [{ type: 'function', function: { name: 'f', returns: {} } }],
        response_format: { type: 'json_schema', json_schema: { schema: {}, draft: 7 } },
      }),
    );
    expect(others).toEqual([
      'messages.0.content.0.new',
      'messages.0.mood',
      'messages.1.tool_calls.0.function.x',
      'tools.0.function.returns',
      'response_format.json_schema.draft',
      'prediction',
      'audio',
    ]);
  });

  it('may be of before there were tools', () => {
    const { messages, tools, settings } = read({
      model: 'm',
      functions: [{ name: 'f', parameters: {} }],
      function_call: { name: 'f' },
      messages: [
        { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
        { role: 'function', name: 'f', content: 'done' },
      ],
    });
    expect(tools).toMatchObject([{ kind: 'function', name: 'f' }]);
    expect(settings).toEqual({
      tool_choice: { kind: 'tool', name: 'f' },
      parallel_tool_calls: false,
    });
    expect(messages.flatMap(({ parts }) => parts)).toMatchObject([
      { type: 'tool_call', id: 'call_0' },
      { type: 'tool_result', id: 'call_0' },
    ]);
  });

  it('keeps breakpoints of the cache, a search of the web, and what users are called', () => {
    const { messages, tools, settings, others } = read(
      chat({
        messages: [
          {
            role: 'user',
            content: [{ type: 'text', text: 'hi', prompt_cache_breakpoint: { mode: 'explicit' } }],
          },
        ],
        web_search_options: { search_context_size: 'low' },
        safety_identifier: 'u',
      }),
    );
    expect(messages[0]?.parts).toEqual([{ type: 'text', content: 'hi', cache: '1h' }]);
    expect(tools).toMatchObject([{ kind: 'hosted', name: 'web_search' }]);
    expect(settings).toEqual({ user: 'u' });
    expect(others).toEqual([]);
  });

  it('finds the seal of calls beside their message, where some clients put it', () => {
    const call = (id: string) => ({
      id,
      type: 'function',
      function: { name: 'f', arguments: '{}' },
    });
    const { messages, others } = read(
      chat({
        messages: [
          { role: 'user', content: 'hi' },
          {
            role: 'assistant',
            tool_calls: [call('a'), call('b')],
            extra_content: { google: { thought_signature: 's' } },
          },
          { role: 'tool', tool_call_id: 'a', content: 'x' },
          { role: 'tool', tool_call_id: 'b', content: 'y' },
        ],
      }),
    );
    const calls = { type: 'tool_call', kind: 'function', name: 'f', arguments: '{}' };
    expect(messages[1]?.parts).toEqual([
      { ...calls, id: 'a', signature: 's' },
      { ...calls, id: 'b' },
    ]);
    expect(others).toEqual([]);
  });

  it('may begin with a byte order mark', () => {
    const marked = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(JSON.stringify(chat({}))),
    ]);
    expect(read(marked).messages).toHaveLength(1);
  });

  it.each(['embeddings', 'text_completion'] as const)('is not translated: %s', (operation) => {
    const request = openaiChat.parse(Buffer.from('{"model":"m","input":"a","prompt":"a"}'), {
      operation,
      model: null,
      form: null,
    });
    expect(() => codec.readRequest(request)).toThrow(/cannot be translated/);
  });

  it('is a fault or a request, whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const body = chat({ tools: [a], tool_choice: b, response_format: a, stop: b, metadata: a });
        for (const odd of [
          body,
          saying({ role: 'user', content: a }),
          saying({ role: 'assistant', tool_calls: a, reasoning_details: b }),
        ]) {
          try {
            codec.writeRequest(read(odd), TARGET);
          } catch (error) {
            expect(error).toBeInstanceOf(RequestFault);
          }
        }
      }),
    );
  });
});
