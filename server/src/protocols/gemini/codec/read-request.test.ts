import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../conversation/model-request.ts';
import { RequestFault } from '../../request-fault.ts';
import { GeminiRequest } from '../gemini-request.ts';
import { said, text } from '../testing/messages.ts';
import { readRequest } from './read-request.ts';

const read = (body: object): ModelRequest =>
  readRequest(
    new GeminiRequest(Buffer.from(JSON.stringify(body)), {
      operation: 'chat',
      model: 'm',
      form: 'whole',
    }),
  );

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

  it('takes what stands for a signature for none', () => {
    const thoughtSignature = 'skip_thought_signature_validator';
    const { messages } = read({
      contents: [
        { role: 'model', parts: [{ functionCall: { id: 'c', name: 'f' }, thoughtSignature }] },
      ],
    });
    expect(messages[0]?.parts).toEqual([
      { type: 'tool_call', kind: 'function', id: 'c', name: 'f', arguments: '{}' },
    ]);
  });

  it('leaves names alone that are the own of a caller', () => {
    const own = { a_b: '1', aB: '2' };
    const request = read({
      contents: [{ role: 'model', parts: [{ functionCall: { name: 'f', args: own } }] }],
      labels: own,
    });
    expect(request.messages[0]?.parts).toMatchObject([{ arguments: '{"a_b":"1","aB":"2"}' }]);
    expect(request.settings.metadata).toEqual(own);
  });

  it('says of each image how finely it is looked at, or of all of them', () => {
    const image = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
    const { messages, others } = read({
      contents: [
        { parts: [image, { ...image, mediaResolution: { level: 'MEDIA_RESOLUTION_HIGH' } }] },
      ],
      generationConfig: { mediaResolution: 'MEDIA_RESOLUTION_LOW' },
    });
    const details = messages[0]?.parts.map((part) => part.type === 'image' && part.detail);
    expect([details, others]).toEqual([['low', 'high'], []]);
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
    expect(readRequest(request).messages).toEqual([said('user', text('a'))]);
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
    expect(request.settings.output).toEqual({ kind: 'schema', schema, held: true });
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
      safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_ONLY_HIGH' }],
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

  it('tells what a function answers with in its description', () => {
    const { tools, others } = read({
      contents: [],
      tools: [
        {
          functionDeclarations: [
            { name: 'f', description: 'Does f.', response_json_schema: { type: 'string' } },
            { name: 'g', response: { type: 'OBJECT', properties: { a: { type: 'INTEGER' } } } },
          ],
        },
      ],
    });
    expect(tools.map(({ description }) => description)).toEqual([
      'Does f.\n\nAnswers with what this JSON Schema describes: {"type":"string"}',
      'Answers with what this JSON Schema describes: {"type":"object","properties":{"a":{"type":"integer"}}}',
    ]);
    expect(others).toEqual([]);
  });

  it('takes filters that are turned off for none', () => {
    const { others } = read({
      contents: [{ parts: [{ text: 'hi' }] }],
      safety_settings: [
        { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' },
        { category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'OFF' },
      ],
    });
    expect(others).toEqual([]);
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
