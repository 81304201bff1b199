import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentPart, Message, Part } from '../../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { RequestFault } from '../../request-fault.ts';
import { document, image, inline, plainText, sound, toolCall, uri } from '../../testing/parts.ts';
import { functionTool, modelRequests, type SETTINGS, settingsOf } from '../../testing/requests.ts';
import { someText } from '../../testing/values.ts';
import { GeminiRequest } from '../gemini-request.ts';
import { gemini } from '../protocol.ts';

const { codec } = gemini;
const TARGET = { model: 'm', stream: false, askForUsage: false };

const read = (body: Buffer | object): ModelRequest => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return codec.readRequest(
    new GeminiRequest(bytes, { operation: 'chat', model: 'm', form: 'whole' }),
  );
};
const asking = (request: Partial<ModelRequest>): ModelRequest => {
  return { messages: [], tools: [], settings: {}, others: [], ...request };
};
const write = (request: Partial<ModelRequest>, model = 'm') => {
  const { body, unsupported } = codec.writeRequest(asking(request), { ...TARGET, model });
  return { body: JSON.parse(body.toString()), unsupported };
};
const said = (role: string, ...parts: Part[]): Message => ({ role, name: null, parts });
const text = (content: string): Extract<Part, { type: 'text' }> => ({ type: 'text', content });

/** What Gemini can say of what it is shown. */
const detailed = fc
  .tuple(image, fc.oneof(uri, inline('image/png')), fc.constantFrom('low', 'high', undefined))
  .map(([{ type }, source, detail]): ContentPart => {
    return { type, source, ...(detail === undefined ? {} : { detail }) };
  });
const nameless = fc
  .tuple(document, fc.oneof(uri, inline('application/pdf')))
  .map(([{ type }, source]): ContentPart => ({ type, name: null, source }));
const shown = fc.oneof(plainText, detailed, nameless, sound);
const thought = someText.map((content): Part => ({ type: 'reasoning', content, signature: null }));
const signedText = fc.tuple(someText, someText).map(([content, signature]): Part => {
  return { type: 'text', content, signature };
});
const TAKEN = [
  ...['max_tokens', 'temperature', 'top_p', 'top_k', 'stop', 'seed', 'choices', 'logprobs'],
  ...['frequency_penalty', 'presence_penalty', 'top_logprobs', 'reasoning', 'output'],
  ...['service_tier', 'store', 'modalities'],
] as (keyof typeof SETTINGS)[];
const ofGemini = modelRequests({
  instructors: ['system'],
  shown,
  results: fc.oneof(plainText, detailed, nameless).map((part) => {
    const { detail: _, ...rest } = part as { detail?: string };
    return rest as ContentPart;
  }),
  said: fc.oneof(plainText, thought, signedText),
  calls: toolCall.map((call) => ({ ...call, kind: 'function' as const })),
  tools: functionTool.map(({ strict: _, ...tool }) => tool),
  settings: settingsOf(TAKEN).map(asGeminiSays),
});

function asGeminiSays({ reasoning, output, service_tier: tier, ...settings }: Settings): Settings {
  const { effort = 'low', summary } = reasoning ?? {};
  const level = ['minimal', 'low', 'medium', 'high'].includes(effort) ? effort : 'high';
  const shows = summary === undefined ? {} : { summary: summary === 'none' ? 'none' : 'auto' };
  return {
    ...settings,
    ...(settings.top_logprobs === undefined ? {} : { logprobs: true }),
    ...(reasoning === undefined ? {} : { reasoning: { effort: level, ...shows } }),
    ...(output === undefined
      ? {}
      : {
          output:
            output.kind === 'schema' ? { kind: 'schema' as const, schema: output.schema } : output,
        }),
    ...(tier === undefined || tier === 'auto' ? {} : { service_tier: tier }),
  };
}

/** Instructions stand together, texts of a result are one, and a choice of few tools holds all of them to their schemas. */
function asGeminiReads(request: ModelRequest): ModelRequest {
  const told = request.messages.filter(({ role }) => role === 'system');
  const rest = request.messages.filter(({ role }) => role !== 'system').map(asRead);
  const { tool_choice: choice, ...settings } = request.settings;
  const few = choice?.kind === 'some' && choice.mode === 'auto';
  const [only, ...more] = choice?.kind === 'some' ? choice.names : [];
  const one = only !== undefined && more.length === 0 && !few;
  return {
    ...request,
    messages:
      told.length === 0 ? rest : [said('system', ...told.flatMap(({ parts }) => parts)), ...rest],
    tools: few ? request.tools.map((tool) => ({ ...tool, strict: true })) : request.tools,
    settings:
      choice === undefined
        ? settings
        : { ...settings, tool_choice: one ? { kind: 'tool', name: only } : choice },
  };
}

function asRead(message: Message): Message {
  return { ...message, parts: message.parts.map(asReadPart) };
}

function asReadPart(part: Part): Part {
  if (part.type !== 'tool_result') return part;
  const texts = part.content.flatMap((one) => (one.type === 'text' ? [one.content] : []));
  const media = part.content.filter(({ type }) => type !== 'text');
  return { ...part, content: [...(texts.length === 0 ? [] : [text(texts.join('\n'))]), ...media] };
}

/** Where an address does not say what is there, a usual type is written, which is read. */
function untyped(request: ModelRequest): ModelRequest {
  return JSON.parse(
    JSON.stringify(request, (_, value) => {
      if (value?.kind !== 'uri') return value;
      const { media_type: __, ...source } = value;
      return source;
    }),
  );
}

describe('a request, written and read again', () => {
  it('asks for the same', () => {
    fc.assert(
      fc.property(ofGemini, (request) => {
        const { body, unsupported } = codec.writeRequest(request, TARGET);
        expect(unsupported).toEqual([]);
        expect(untyped(read(body))).toEqual(untyped(asGeminiReads(request)));
      }),
    );
  });

  it('names what of all that there is has no place in it, and is a request all the same', () => {
    fc.assert(
      fc.property(
        modelRequests(),
        fc.constantFrom('m', 'gemini-2.5-pro', 'gemini-3'),
        (request, model) => {
          const { body, unsupported } = codec.writeRequest(request, { ...TARGET, model });
          const again = read(body);
          expect(again.others).toEqual([]);
          const custom = request.tools.filter(({ kind }) => kind === 'custom');
          expect(again.tools.length).toBe(request.tools.length - custom.length);
          const features = unsupported.map(({ feature }) => feature);
          expect(new Set(features).size).toBe(features.length);
          if (custom.length > 0) expect(features).toContain('custom tools');
          if ((request.settings.min_p ?? 0) > 0) expect(features).toContain('min_p');
        },
      ),
    );
  });
});

describe('a request, read', () => {
  it('may spell every member in either way', () => {
    const camel = {
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        {
          role: 'user',
          parts: [
            { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
            { fileData: { mimeType: 'application/pdf', fileUri: 'https://e.org/f' } },
          ],
        },
        {
          role: 'model',
          parts: [
            { text: 'Hm', thought: true, thoughtSignature: 'c2ln' },
            { functionCall: { name: 'f', args: { some_key: 1 } }, thoughtSignature: 'Y2FsbA==' },
          ],
        },
        {
          role: 'user',
          parts: [{ functionResponse: { name: 'f', response: { output_text: 'x' } } }],
        },
      ],
      tools: [
        {
          functionDeclarations: [
            { name: 'f', parametersJsonSchema: { properties: { any_of: {} } } },
          ],
        },
        { googleSearch: {} },
      ],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['f'] } },
      generationConfig: {
        maxOutputTokens: 5,
        responseMimeType: 'application/json',
        thinkingConfig: { thinkingBudget: 100, includeThoughts: true },
      },
      serviceTier: 'flex',
    };
    // Names within a call's arguments, a schema or a response are the caller's own.
    const own = ['args', 'parametersJsonSchema', 'response'];
    const snake = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(snake);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [
          name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
          own.includes(name) ? member : snake(member),
        ]),
      );
    };
    const request = read(camel);
    expect(read(snake(camel) as object)).toEqual(request);
    expect(request.others).toEqual([]);
    expect(request.settings).toEqual({
      max_tokens: 5,
      reasoning: { budget_tokens: 100, summary: 'auto' },
      output: { kind: 'json' },
      tool_choice: { kind: 'tool', name: 'f' },
      service_tier: 'flex',
    });
    expect(request.messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
    ]);
    expect(request.messages[2]?.parts[1]).toMatchObject({ arguments: '{"some_key":1}' });
  });

  it('puts together what a client kept of a stream piece by piece', () => {
    const kept = (...parts: object[]) => ({ role: 'model', parts });
    const { messages } = read({
      contents: [
        { role: 'user', parts: [{ text: 'hi' }] },
        kept({ text: 'H', thought: true }),
        kept({ text: 'm', thought: true }),
        kept({ text: '', thought: true, thoughtSignature: 'c2ln' }),
        kept({ text: 'Gr' }),
        kept({ text: 'üß' }),
        kept({ text: '', thoughtSignature: 'dGV4dA==' }),
        kept({ text: ' dich' }),
        kept({ functionCall: { id: 'c', name: 'f', args: {} } }),
        kept({ text: '' }),
        { role: 'user', parts: [{ functionResponse: { id: 'c', name: 'f', response: {} } }] },
      ],
    });
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool']);
    expect(messages[1]?.parts).toEqual([
      { type: 'reasoning', content: 'Hm', signature: 'c2ln' },
      { type: 'text', content: 'Grüß', signature: 'dGV4dA==' },
      { type: 'text', content: ' dich' },
      { type: 'tool_call', kind: 'function', id: 'c', name: 'f', arguments: '{}' },
    ]);
  });

  it('may begin with a mark, and counts what stands in its place', () => {
    const bytes = Buffer.from(
      '\uFEFF{"generateContentRequest":{"contents":[{"parts":[{"text":"a"}]}]}}',
    );
    const request = new GeminiRequest(bytes, {
      operation: 'count_tokens',
      model: 'm',
      form: 'whole',
    });
    expect(codec.readRequest(request).messages).toEqual([said('user', text('a'))]);
  });

  it('gives calls and results the ids that they lack, by name and by order', () => {
    const call = (name: string, id?: string) => ({ functionCall: { name, args: {}, id } });
    const result = (name: string, output: string, id?: string) => ({
      functionResponse: { name, response: { output }, id },
    });
    const { messages } = read({
      contents: [
        { role: 'model', parts: [call('a'), call('b'), call('a'), call('c', 'call_1')] },
        {
          role: 'user',
          parts: [
            result('b', 'of b'),
            result('c', 'of c', 'call_1'),
            result('a', 'of the first a'),
            { text: 'So?' },
            result('a', 'of the second a'),
          ],
        },
      ],
    });
    const [calls, ...rest] = messages;
    const ids = calls?.parts.map((part) => (part.type === 'tool_call' ? part.id : null));
    expect(ids).toEqual(['call_0', 'call_2', 'call_3', 'call_1']);
    expect(
      rest.map(({ role, parts: [part] }) =>
        part?.type === 'tool_result' ? [role, part.id, part.content] : [role],
      ),
    ).toEqual([
      ['tool', 'call_2', [text('of b')]],
      ['tool', 'call_1', [text('of c')]],
      ['tool', 'call_0', [text('of the first a')]],
      ['user'],
      ['tool', 'call_3', [text('of the second a')]],
    ]);
  });

  it('reads a schema of Google as a JSON Schema', () => {
    const own = {
      type: 'OBJECT',
      nullable: true,
      properties: {
        b: { type: 'STRING', format: 'enum', enum: ['x', 'y'], example: 'x' },
        a: { type: 'ARRAY', items: { type: 'INTEGER' }, max_items: '3' },
        any_of: { anyOf: [{ type: 'NUMBER' }, { type: 'TYPE_UNSPECIFIED' }] },
      },
      propertyOrdering: ['a', 'b'],
      required: ['a'],
    };
    const schema = {
      type: ['object', 'null'],
      properties: {
        a: { type: 'array', items: { type: 'integer' }, maxItems: 3 },
        b: { type: 'string', enum: ['x', 'y'], examples: ['x'] },
        any_of: { anyOf: [{ type: 'number' }, {}] },
      },
      required: ['a'],
    };
    const request = read({
      contents: [],
      tools: [{ functionDeclarations: [{ name: 'f', parameters: own }] }],
      generationConfig: { responseSchema: own },
    });
    expect(request.tools[0]?.parameters).toEqual(schema);
    // In its order too.
    expect(JSON.stringify(request.tools[0]?.parameters)).toContain('{"a":');
    expect(request.settings.output).toEqual({ kind: 'schema', schema });
  });

  it('names what nobody else has', () => {
    const { others, messages } = read({
      contents: [
        {
          parts: [
            { text: 'hi', partMetadata: {} },
            { fileData: { mimeType: 'video/mp4', fileUri: 'https://e.org/v' } },
            { executableCode: { code: '1' } },
            { functionResponse: { name: 'f', response: {}, scheduling: 'SILENT' } },
          ],
        },
      ],
      tools: [{ functionDeclarations: [{ name: 'f', behavior: 'BLOCKING' }] }],
      toolConfig: { retrievalConfig: { languageCode: 'de' } },
      generationConfig: {
        speechConfig: {},
        mediaResolution: null,
        responseMimeType: 'text/x.enum',
      },
      safetySettings: [],
      cachedContent: 'cachedContents/c',
    });
    expect(others.toSorted()).toEqual([
      'cachedContent',
      'contents.0.parts.0.partMetadata',
      'contents.0.parts.1.fileData',
      'contents.0.parts.2.executableCode',
      'contents.0.parts.3.functionResponse.scheduling',
      'generationConfig.responseMimeType',
      'generationConfig.speechConfig',
      'safetySettings',
      'toolConfig.retrievalConfig',
      'tools.0.functionDeclarations.0.behavior',
    ]);
    expect(messages.map(({ role }) => role)).toEqual(['user', 'tool']);
  });

  it.each([
    [{ contents: {} }, 'contents'],
    [{ contents: [7] }, 'contents.0'],
    [{ contents: [{ role: 'assistant', parts: [] }] }, 'contents.0.role'],
    [{ contents: [{ parts: [{ text: 7 }] }] }, 'contents.0.parts.0.text'],
    [
      { contents: [{ parts: [{ functionCall: { args: {} } }] }] },
      'contents.0.parts.0.functionCall.name',
    ],
    [
      { contents: [{ parts: [{ functionCall: { name: 'f', args: [] } }] }] },
      'contents.0.parts.0.functionCall.args',
    ],
    [
      { contents: [{ parts: [{ inlineData: {}, inline_data: {} }] }] },
      'contents.0.parts.0.inlineData',
    ],
    [{ systemInstruction: {}, system_instruction: {} }, 'systemInstruction'],
    [{ generationConfig: { temperature: 'hot' } }, 'generationConfig.temperature'],
    [{ generationConfig: { stopSequences: 'x' } }, 'generationConfig.stopSequences'],
    [
      { toolConfig: { functionCallingConfig: { mode: 'SOME' } } },
      'toolConfig.functionCallingConfig.mode',
    ],
  ])('is refused by the name of what is wrong: %j', (body, param) => {
    expect(() => read(body)).toThrow(RequestFault);
    try {
      read(body);
    } catch (error) {
      expect(error).toMatchObject({ param });
    }
  });
});

describe('a request, written', () => {
  const call = (id: string, name: string, more: object = {}): Part => {
    return { type: 'tool_call', kind: 'function', id, name, arguments: '{"a":1}', ...more };
  };
  const result = (id: string, ...content: ContentPart[]): Message =>
    said('tool', { type: 'tool_result', id, content });
  const picture: ContentPart = {
    type: 'image',
    source: { kind: 'inline', media_type: 'image/png', data: 'AAAA' },
  };
  const data = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };

  it('has two roles, instructions apart, and results by themselves', () => {
    const { body } = write({
      messages: [
        said('system', text('One.')),
        said('user', text('a')),
        said('user', text('b')),
        said('assistant', text(''), call('c1', 'f'), call('c2', 'g')),
        result('c1', text('{"x":1}')),
        result('c2', text('plain')),
        said('user', text('c')),
        said('developer', text('Two.')),
      ],
    });
    expect(body).toEqual({
      systemInstruction: { parts: [{ text: 'One.' }, { text: 'Two.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'a' }, { text: 'b' }] },
        {
          role: 'model',
          parts: [
            { functionCall: { id: 'c1', name: 'f', args: { a: 1 } } },
            { functionCall: { id: 'c2', name: 'g', args: { a: 1 } } },
          ],
        },
        {
          role: 'user',
          parts: [
            { functionResponse: { id: 'c1', name: 'f', response: { x: 1 } } },
            { functionResponse: { id: 'c2', name: 'g', response: { output: 'plain' } } },
          ],
        },
        { role: 'user', parts: [{ text: 'c' }] },
      ],
    });
  });

  it('asks with its instructions where there is nothing else', () => {
    expect(write({ messages: [said('system', text('Greet me.'))] }).body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Greet me.' }] }],
    });
  });

  it('has images in results for models that look there, and behind them for older ones', () => {
    const messages = [said('assistant', call('c', 'f')), result('c', text('see'), picture)];
    const response = { id: 'c', name: 'f', response: { output: 'see' } };
    expect(write({ messages }, 'gemini-3-pro-preview').body.contents[1].parts).toEqual([
      { functionResponse: { ...response, parts: [data] } },
    ]);
    expect(write({ messages }, 'gemini-2.5-flash').body.contents[1].parts).toEqual([
      { functionResponse: response },
      data,
    ]);
  });

  it('carries the signature of a thought to what was said with it', () => {
    const thinking: Part = { type: 'reasoning', content: 'Hm', signature: 'c2ln' };
    const { body } = write({
      messages: [
        said('assistant', thinking, call('c1', 'f'), call('c2', 'g')),
        said('assistant', { ...thinking, content: '' }, text('x')),
        said('assistant', thinking),
      ],
    });
    expect(body.contents[0].parts).toEqual([
      { text: 'Hm', thought: true },
      { functionCall: { id: 'c1', name: 'f', args: { a: 1 } }, thoughtSignature: 'c2ln' },
      { functionCall: { id: 'c2', name: 'g', args: { a: 1 } } },
      { text: 'x', thoughtSignature: 'c2ln' },
      { text: 'Hm', thought: true },
      { text: '', thoughtSignature: 'c2ln' },
    ]);
  });

  it('says of calls that Gemini 3 did not make that they have no signature', () => {
    const messages = [said('assistant', call('c1', 'f'), call('c2', 'g'))];
    const signatures = (model: string, more: object = {}) =>
      write(
        { messages: [said('assistant', call('c1', 'f', more), call('c2', 'g'))] },
        model,
      ).body.contents[0].parts.map(
        ({ thoughtSignature }: { thoughtSignature?: string }) => thoughtSignature,
      );
    expect(signatures('gemini-3-flash')).toEqual(['skip_thought_signature_validator', undefined]);
    expect(signatures('gemini-3-flash', { signature: 'c2ln' })).toEqual(['c2ln', undefined]);
    expect(signatures('gemini-2.5-pro')).toEqual([undefined, undefined]);
    expect(write({ messages }, 'gemma-3').body.contents[0].parts[0]).not.toHaveProperty(
      'thoughtSignature',
    );
  });

  it.each([
    ['gemini-2.5-flash', { effort: 'none' }, { thinkingBudget: 0 }],
    ['gemini-2.5-flash', { effort: 'medium' }, { thinkingBudget: 8192 }],
    ['gemini-2.5-pro', { budget_tokens: 2000 }, { thinkingBudget: 2000, includeThoughts: true }],
    [
      'gemini-3-pro',
      { effort: 'high', summary: 'auto' },
      { thinkingLevel: 'HIGH', includeThoughts: true },
    ],
    ['gemini-3-pro', { effort: 'none' }, { thinkingLevel: 'MINIMAL' }],
    [
      'gemini-3-pro',
      { budget_tokens: 9000, summary: 'none' },
      { thinkingLevel: 'HIGH', includeThoughts: false },
    ],
    ['gemini-3-pro', {}, undefined],
  ])('tells %s to think %j', (model, reasoning, config) => {
    const { body } = write({ settings: { reasoning } }, model);
    expect(body.generationConfig?.thinkingConfig).toEqual(config);
  });

  it('has a mode for every choice of a tool', () => {
    const tools = ['f', 'g'].map((name) => {
      return { kind: 'function' as const, name, description: null, parameters: null };
    });
    const mode = (tool_choice: Settings['tool_choice'], strict = false) => {
      const all = strict ? tools.map((tool) => ({ ...tool, strict })) : tools;
      const settings = tool_choice === undefined ? {} : { tool_choice };
      return write({ tools: all, settings }).body.toolConfig?.functionCallingConfig;
    };
    expect(mode(undefined)).toBeUndefined();
    expect(mode(undefined, true)).toEqual({ mode: 'VALIDATED' });
    expect(mode({ kind: 'auto' })).toEqual({ mode: 'AUTO' });
    expect(mode({ kind: 'none' }, true)).toEqual({ mode: 'NONE' });
    expect(mode({ kind: 'required' })).toEqual({ mode: 'ANY' });
    expect(mode({ kind: 'tool', name: 'f' })).toEqual({ mode: 'ANY', allowedFunctionNames: ['f'] });
    expect(mode({ kind: 'some', mode: 'auto', names: ['f'] })).toEqual({
      mode: 'VALIDATED',
      allowedFunctionNames: ['f'],
    });
  });

  it('has the tools of others that run at the provider where Google has them', () => {
    const hosted = (name: string, parameters: unknown = null) => {
      return { kind: 'hosted' as const, name, description: null, parameters };
    };
    const { body, unsupported } = write({
      tools: [
        hosted('web_search', { type: 'web_search_20250305', name: 'web_search', max_uses: 3 }),
        hosted('code_execution'),
        hosted('file_search', { fileSearch: { fileSearchStoreNames: ['s'] } }),
        hosted('image_generation'),
      ],
    });
    expect(body.tools).toEqual([
      { googleSearch: {} },
      { codeExecution: {} },
      { fileSearch: { fileSearchStoreNames: ['s'] } },
    ]);
    expect(unsupported).toEqual([
      { feature: 'max_uses of the tool web_search' },
      { feature: 'tool image_generation' },
    ]);
  });

  it('names what Google has no place for', () => {
    const { body, unsupported } = write({
      messages: [
        said('user', { type: 'image', source: { kind: 'file', id: 'f-1' } }),
        said('assistant', call('c', 'f', { arguments: 'not JSON' })),
        result('c', { type: 'document', name: null, source: { kind: 'file', id: 'f-2' } }),
      ],
      settings: {
        min_p: 0.1,
        logit_bias: { 1: 2 },
        parallel_tool_calls: false,
        verbosity: 'low',
        user: 'u',
        metadata: { a: 'b' },
        cache_key: 'k',
      },
    });
    expect(body.contents).toEqual([
      {
        role: 'model',
        parts: [{ functionCall: { id: 'c', name: 'f', args: { arguments: 'not JSON' } } }],
      },
      {
        role: 'user',
        parts: [{ functionResponse: { id: 'c', name: 'f', response: { output: '' } } }],
      },
    ]);
    expect(unsupported).toEqual([
      { feature: 'min_p' },
      { feature: 'logit_bias' },
      { feature: 'parallel_tool_calls' },
      { feature: 'verbosity' },
      { feature: 'user', hint: true },
      { feature: 'metadata', hint: true },
      { feature: 'prompt_cache_key', hint: true },
      { feature: 'image by the id of a file' },
      { feature: 'tool result with document by the id of a file' },
    ]);
  });
});
