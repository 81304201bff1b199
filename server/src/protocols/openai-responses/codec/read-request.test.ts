import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestFault } from '../../request-fault.ts';
import { text } from '../../testing/parts.ts';
import { openaiResponses } from '../protocol.ts';
import { ReplyIds } from './reply-ids.ts';
import { writeSeal } from './seal.ts';

const { codec } = openaiResponses;
const TARGET = { model: 'm', stream: false, askForUsage: false };

const parse = (body: Buffer | object) =>
  openaiResponses.parse(Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)), {
    operation: 'chat',
    model: null,
    form: null,
  });
const read = (body: Buffer | object) => codec.readRequest(parse(body));

const png = { kind: 'inline', media_type: 'image/png', data: 'AA==' } as const;
const aText = { type: 'text', content: 'hi' } as const;
const call = { type: 'tool_call', kind: 'function', id: 'a', name: 'f', arguments: '{}' } as const;
const asking = (more: object) => ({ model: 'm', input: 'hi', ...more });
const saying = (...input: unknown[]) => ({ model: 'm', input });

describe('a request as it is read', () => {
  it.each<[string, object]>([
    ['input', asking({ input: 5 })],
    ['input.0', saying('hi')],
    ['input.0.content', saying({ role: 'user' })],
    ['input.0.content', saying({ role: 'user', content: 5 })],
    ['input.0.role', saying({ type: 'message', content: 'hi' })],
    ['input.0.content.0', saying({ role: 'user', content: ['hi'] })],
    ['input.0.content.0.type', saying({ role: 'user', content: [{ text: 'hi' }] })],
    ['input.0.content.0.text', saying({ role: 'user', content: [{ type: 'input_text' }] })],
    ['input.0.content.0.image_url', saying({ role: 'user', content: [{ type: 'input_image' }] })],
    ['input.0.content.0.file_data', saying({ role: 'user', content: [{ type: 'input_file' }] })],
    ['input.0.call_id', saying({ type: 'function_call', name: 'f', arguments: '' })],
    ['input.0.name', saying({ type: 'function_call', call_id: 'a', arguments: '' })],
    ['input.0.output', saying({ type: 'function_call_output', call_id: 'a' })],
    ['input.0.call_id', saying({ type: 'function_call_output', output: '' })],
    ['input.0.encrypted_content', saying({ type: 'reasoning', summary: [], encrypted_content: 1 })],
    ['instructions', asking({ instructions: ['hi'] })],
    ['temperature', asking({ temperature: 'hot' })],
    ['top_logprobs', asking({ top_logprobs: 1.5 })],
    ['include', asking({ include: 'reasoning.encrypted_content' })],
    ['metadata', asking({ metadata: { a: 1 } })],
    ['tool_choice', asking({ tool_choice: 'any' })],
    ['tool_choice.type', asking({ tool_choice: {} })],
    ['tool_choice.name', asking({ tool_choice: { type: 'function' } })],
    ['text.format.type', asking({ text: { format: {} } })],
    ['text.format.schema', asking({ text: { format: { type: 'json_schema', name: 'a' } } })],
    ['reasoning', asking({ reasoning: 'high' })],
    ['tools.0', asking({ tools: ['f'] })],
    ['tools.0.type', asking({ tools: [{ name: 'f' }] })],
    ['tools.0.name', asking({ tools: [{ type: 'function' }] })],
    ['tools.0.parameters', asking({ tools: [{ type: 'function', name: 'f', parameters: 'x' }] })],
  ])('is refused by name: %s', (param, body) => {
    const refused = () => read(body);
    expect(refused).toThrow(RequestFault);
    expect(refused).toThrow(expect.objectContaining({ code: 'request_invalid', param }));
  });

  it('names what has no place in the normal form', () => {
    const { others } = read({
      model: 'm',
      background: true,
      previous_response_id: 'resp_1',
      conversation: { id: 'conv_1' },
      prompt: { id: 'pmpt_1' },
      max_tool_calls: 3,
      truncation: 'auto',
      include: ['file_search_call.results', 'reasoning.encrypted_content'],
      reasoning: { effort: 'low', context: 'all_turns' },
      stream_options: { include_obfuscation: true },
      text: { format: { type: 'grammar' } },
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'hi', new: 1 }], mood: 'good' },
        { type: 'item_reference', id: 'msg_1' },
        { id: 'msg_2' },
        { type: 'web_search_call', id: 'ws_1', status: 'completed', action: {} },
        { role: 'user', content: [{ type: 'input_video' }] },
      ],
      tools: [{ type: 'function', name: 'f', parameters: {}, defer_loading: true }],
    });
    expect(others).toEqual([
      'input.0.content.0.new',
      'input.0.mood',
      'item_reference',
      'input.2',
      'input.3 (web_search_call)',
      'input.4.content.0 (input_video)',
      'tools.0.defer_loading',
      'include (file_search_call.results)',
      'reasoning.context',
      'text.format (grammar)',
      'stream_options.include_obfuscation',
      'background',
      'previous_response_id',
      'conversation',
      'prompt',
      'max_tool_calls',
      'truncation',
    ]);
  });

  it('only mentions what a coding agent says about itself', () => {
    const { others, hints } = read({
      model: 'm',
      input: 'hi',
      client_metadata: { session_id: '01a228f6' },
    });
    expect([others, hints]).toEqual([[], ['client_metadata']]);
  });

  it('only mentions reasoning that is referred to and that nobody keeps, since it was translated', () => {
    const translated = new ReplyIds('01a2277b-47f3-727b-9df3-8e19d42a268e').item('rs', 1);
    const ofOpenAi = `rs_${'0a'.repeat(24)}`;
    const { others, hints, messages } = read({
      model: 'm',
      input: [
        { role: 'user', content: 'hi' },
        { type: 'item_reference', id: translated },
        { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c', output: 'x' },
        { type: 'item_reference', id: ofOpenAi },
        { type: 'item_reference', id: translated },
      ],
    });
    expect(hints).toEqual(['reasoning that is referred to and was not stored']);
    expect(others).toEqual(['item_reference']);
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool']);
  });

  it('does not name what only says what holds anyway, or what an answer had', () => {
    const { others, settings, messages } = read({
      model: 'm',
      stream: false,
      background: false,
      previous_response_id: null,
      conversation: null,
      truncation: 'disabled',
      top_logprobs: 0,
      stream_options: { include_obfuscation: false },
      input: [
        {
          type: 'message',
          id: 'msg_1',
          role: 'assistant',
          status: 'completed',
          phase: 'final_answer',
          content: [{ type: 'output_text', text: 'hi', annotations: [], logprobs: [] }],
        },
        {
          type: 'function_call',
          id: 'fc_1',
          status: 'completed',
          call_id: 'a',
          name: 'f',
          arguments: '{}',
        },
        { type: 'reasoning', id: 'rs_1', summary: [] },
      ],
    });
    expect(others).toEqual([]);
    expect(settings).toEqual({});
    expect(messages).toEqual([
      { role: 'assistant', name: null, parts: [{ type: 'text', content: 'hi' }, call] },
    ]);
  });

  it('takes images and files out of the answers of tools', () => {
    const { messages } = read(
      saying({
        type: 'function_call_output',
        call_id: 'a',
        output: [
          { type: 'input_text', text: 'see' },
          { type: 'input_image', image_url: 'data:image/png;base64,AA==', detail: 'high' },
          { type: 'input_file', filename: 'a.pdf', file_data: 'AA==' },
          { type: 'input_file', file_url: 'https://a.example/b.pdf' },
        ],
      }),
    );
    expect(messages).toEqual([
      {
        role: 'tool',
        name: null,
        parts: [
          {
            type: 'tool_result',
            id: 'a',
            content: [
              { type: 'text', content: 'see' },
              { type: 'image', source: png, detail: 'high' },
              {
                type: 'document',
                name: 'a.pdf',
                source: { kind: 'inline', media_type: 'application/pdf', data: 'AA==' },
              },
              {
                type: 'document',
                name: null,
                source: { kind: 'uri', uri: 'https://a.example/b.pdf' },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('gives seals of other protocols back to what they are on', () => {
    const sealed = (seal: Parameters<typeof writeSeal>[0], summary: object[] = []) => ({
      type: 'reasoning',
      id: 'rs_1',
      summary,
      encrypted_content: writeSeal(seal),
    });
    const { messages } = read(
      saying(
        { role: 'user', content: 'hi' },
        sealed({ signature: 's' }, [{ type: 'summary_text', text: 'hm' }]),
        sealed({ encrypted: 'e' }),
        { role: 'assistant', content: [{ type: 'output_text', text: 'hi' }] },
        sealed({ text: 't' }),
        { type: 'function_call', call_id: 'a', name: 'f', arguments: '{}' },
        sealed({ calls: { a: 'c' } }),
        { type: 'function_call_output', call_id: 'a', output: '' },
      ),
    );
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool']);
    expect(messages[1]?.parts).toEqual([
      { type: 'reasoning', content: 'hm', signature: 's' },
      { type: 'reasoning', content: '', signature: null, encrypted: 'e' },
      { ...aText, signature: 't' },
      { ...call, signature: 'c' },
    ]);
  });

  it('keeps breakpoints of the cache, a search of the web, and what users are called', () => {
    const { messages, tools, settings, others } = read({
      model: 'm',
      safety_identifier: 'u',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'hi', prompt_cache_breakpoint: { mode: 'explicit' } },
          ],
        },
      ],
      tools: [
        { type: 'web_search_preview', user_location: { type: 'approximate', city: 'Turin' } },
      ],
    });
    expect(messages[0]?.parts).toEqual([{ ...aText, cache: '1h' }]);
    expect(tools).toEqual([
      {
        kind: 'hosted',
        name: 'web_search',
        description: null,
        parameters: { user_location: { type: 'approximate', approximate: { city: 'Turin' } } },
      },
    ]);
    expect(settings).toEqual({ user: 'u' });
    expect(others).toEqual([]);
  });

  it('knows the grammar of a custom tool', () => {
    const tool = {
      type: 'custom',
      name: 'c',
      format: { type: 'grammar', syntax: 'lark', definition: 'start: "a"' },
    };
    const { tools } = read(asking({ tools: [tool] }));
    expect(tools[0]?.parameters).toEqual({
      type: 'grammar',
      grammar: { syntax: 'lark', definition: 'start: "a"' },
    });
    const { body } = codec.writeRequest({ messages: [], tools, settings: {}, others: [] }, TARGET);
    expect(JSON.parse(body.toString()).tools).toEqual([tool]);
  });

  it('may begin with a byte order mark', () => {
    const marked = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(JSON.stringify(asking({}))),
    ]);
    expect(read(marked).messages).toHaveLength(1);
  });

  it('is a fault or a request, whatever is in it', () => {
    const odd = fc.oneof(fc.jsonValue(), text);
    fc.assert(
      fc.property(odd, odd, (a, b) => {
        for (const body of [
          asking({ tools: [a], tool_choice: b, text: { format: a }, include: b, metadata: a }),
          asking({ reasoning: a, tool_choice: { type: 'allowed_tools', tools: b } }),
          saying(a, { role: 'user', content: b }),
          saying({ type: 'function_call_output', call_id: 'a', output: a }),
          saying({ type: 'reasoning', summary: a, content: b }),
        ]) {
          try {
            codec.writeRequest(read(body), TARGET);
          } catch (error) {
            expect(error).toBeInstanceOf(RequestFault);
          }
        }
      }),
    );
  });
});
