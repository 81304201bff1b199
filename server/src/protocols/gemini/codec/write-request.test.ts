import { describe, expect, it } from 'vitest';
import type { ContentPart, Message, Part } from '../../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { said, text } from '../testing/messages.ts';
import { writeRequest } from './write-request.ts';

const write = (request: Partial<ModelRequest>, model = 'm') => {
  const { body, unsupported } = writeRequest(
    { messages: [], tools: [], settings: {}, others: [], ...request },
    { model, stream: false, askForUsage: false },
  );
  return { body: JSON.parse(body.toString()), unsupported };
};

describe('a request, written', () => {
  const call = (id: string, name: string, more: object = {}): Part => {
    return { type: 'tool_call', kind: 'function', id, name, arguments: '{"a":1}', ...more };
  };
  const result = (id: string, ...content: ContentPart[]): Message =>
    said('tool', { type: 'tool_result', id, content });
  const picture: Extract<ContentPart, { type: 'image' }> = {
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

  it('says of images how finely they are looked at as its model takes it', () => {
    const seen = (model: string, ...details: ('low' | 'high' | undefined)[]) => {
      const images = details.map((detail) => {
        return detail === undefined ? picture : { ...picture, detail };
      });
      const { body, unsupported } = write({ messages: [said('user', ...images)] }, model);
      const parts: { mediaResolution?: { level: string } }[] = body.contents[0].parts;
      const each = parts.map(({ mediaResolution }) => mediaResolution?.level);
      return { each, all: body.generationConfig?.mediaResolution, unsupported };
    };
    const none = { all: undefined, unsupported: [] };
    expect(seen('gemini-3-pro', 'low', undefined)).toEqual({
      ...none,
      each: ['MEDIA_RESOLUTION_LOW', undefined],
    });
    const each = [undefined, undefined];
    expect(seen('gemini-2.5-pro', 'high', 'high')).toEqual({
      each,
      all: 'MEDIA_RESOLUTION_HIGH',
      unsupported: [],
    });
    expect(seen('gemini-2.5-pro', undefined, undefined)).toEqual({ ...none, each });
    expect(seen('gemini-2.5-pro', 'high', undefined)).toEqual({
      ...none,
      each,
      unsupported: [{ feature: 'detail of an image', hint: true }],
    });
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
    ['gemini-3-flash', { effort: 'none' }, { thinkingLevel: 'MINIMAL' }],
    ['gemini-3-flash', { effort: 'medium' }, { thinkingLevel: 'MEDIUM' }],
    ['gemini-3-pro-preview', { effort: 'medium' }, { thinkingLevel: 'HIGH' }],
    ['gemini-3.1-pro', { effort: 'medium' }, { thinkingLevel: 'MEDIUM' }],
    ['gemini-3.1-pro', { effort: 'minimal' }, { thinkingLevel: 'LOW' }],
    [
      'gemini-3-pro',
      { effort: 'xhigh', summary: 'auto' },
      { thinkingLevel: 'HIGH', includeThoughts: true },
    ],
    [
      'gemini-3-pro',
      { budget_tokens: 9000, summary: 'none' },
      { thinkingLevel: 'HIGH', includeThoughts: false },
    ],
    ['gemini-3-pro', { effort: 'utmost' }, { thinkingLevel: 'UTMOST' }],
    ['gemini-3-pro', {}, undefined],
  ])('tells %s to think %j', (model, reasoning, config) => {
    const { body, unsupported } = write({ settings: { reasoning } }, model);
    expect(body.generationConfig?.thinkingConfig).toEqual(config);
    expect(unsupported).toEqual([]);
  });

  it.each([
    ['gemini-2.5-pro', { thinkingBudget: 128 }],
    ['gemini-3-pro', { thinkingLevel: 'LOW' }],
  ])('says that %s cannot be told not to think', (model, config) => {
    const { body, unsupported } = write({ settings: { reasoning: { effort: 'none' } } }, model);
    expect(body.generationConfig.thinkingConfig).toEqual(config);
    expect(unsupported).toEqual([{ feature: 'reasoning effort none' }]);
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

  it('only mentions that one call was wanted where one tool is to be called', () => {
    const { unsupported } = write({
      settings: { parallel_tool_calls: false, tool_choice: { kind: 'tool', name: 'json' } },
    });
    expect(unsupported).toEqual([{ feature: 'parallel_tool_calls', hint: true }]);
  });
});
