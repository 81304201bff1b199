import { describe, expect, it } from 'vitest';
import type { Recorded } from './from-conversation.ts';
import { filledFrom } from './from-record.ts';
import { bodyOf } from './request-body.ts';

const NOTHING: Recorded = {
  messages: [],
  tools: [],
  output_schema: null,
  inputs: null,
  parameters: {},
  answers: [],
  vectors: null,
  usage: null,
  error: null,
};
type Row = Parameters<typeof filledFrom>[0];

function filled(conversation: Partial<Recorded>, more: Partial<Row> = {}) {
  return filledFrom({
    protocol: 'anthropic',
    operation: 'chat',
    stream: false,
    request_body: { encoding: 'utf-8', content: '{}' } as Row['request_body'],
    conversation: { ...NOTHING, ...conversation },
    provider: 'anthropic',
    model: 'claude-haiku-4-5',
    requested_model: 'haiku',
    ...more,
  });
}
const said = (role: string, ...parts: Recorded['messages'][number]['parts']) => ({
  role,
  name: null,
  parts,
});
const text = (content: string) => ({ type: 'text', content }) as const;
const image = (data: string) =>
  ({ type: 'image', source: { kind: 'inline', media_type: 'image/png', data } }) as const;

describe('a request of another protocol in the playground', () => {
  it('is filled in with messages, images, tools, their calls and results', () => {
    const found = filled({
      messages: [
        said('system', text('Be brief.')),
        said('user', text('What is it?'), image('AAAA')),
        said('assistant', text('I look.'), {
          type: 'tool_call',
          kind: 'function',
          id: 't1',
          name: 'look',
          arguments: '{"at":1}',
        }),
        said('tool', { type: 'tool_result', id: 't1', content: [text('a cat')] }),
        said('user', text('Thanks.')),
      ],
      tools: [
        { kind: 'function', name: 'look', description: 'Looks.', parameters: { type: 'object' } },
      ],
      output_schema: { title: 'Cat', type: 'object' },
      parameters: { max_tokens: 99, temperature: 0.5, stop_sequences: ['END', 'STOP'] },
    });
    expect(found?.leftOut).toEqual([]);
    expect(found && bodyOf(found.column)).toEqual({
      model: 'anthropic/claude-haiku-4-5',
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is it?' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
          ],
        },
        {
          role: 'assistant',
          content: 'I look.',
          tool_calls: [
            { id: 't1', type: 'function', function: { name: 'look', arguments: '{"at":1}' } },
          ],
        },
        { role: 'tool', tool_call_id: 't1', content: 'a cat' },
        { role: 'user', content: 'Thanks.' },
      ],
      tools: [
        {
          type: 'function',
          function: { name: 'look', description: 'Looks.', parameters: { type: 'object' } },
        },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'Cat', schema: { title: 'Cat', type: 'object' }, strict: true },
      },
      max_tokens: 99,
      temperature: 0.5,
      stop: ['END', 'STOP'],
    });
  });

  it.each([
    [
      'openai-responses',
      { max_output_tokens: 7, top_p: 0.1 },
      { max_completion_tokens: 7, top_p: 0.1 },
    ],
    [
      'gemini',
      { maxOutputTokens: 7, topP: 0.1, candidateCount: 2, stopSequences: ['END'] },
      { max_completion_tokens: 7, top_p: 0.1, n: 2, stop: 'END' },
    ],
  ])('has the settings by the names of %s', (protocol, parameters, expected) => {
    const messages = [said('user', text('hi'))];
    const found = filled({ messages, parameters }, { protocol, stream: true });
    expect(found?.leftOut).toEqual([]);
    expect(found && bodyOf(found.column)).toMatchObject({ ...expected, stream: true });
  });

  it('says by name what it has no place for', () => {
    const uri = { kind: 'uri', uri: 'https://evil.example/x.png' } as const;
    const found = filled({
      messages: [
        said(
          'user',
          text('hi'),
          { type: 'image', source: uri },
          { type: 'document', name: 'a.pdf', source: { kind: 'file', id: 'file-1' } },
          { type: 'audio', source: null, transcript: 'x' },
        ),
        said('assistant', { type: 'reasoning', content: 'Hm.', signature: 's' }, text('a')),
        said('tool', { type: 'tool_result', id: 't', content: [image('AAAA')] }),
        said('assistant', { type: 'unknown', value: {}, hosted: 'web_search' }),
      ],
      tools: [{ kind: 'hosted', name: 'web_search', description: null, parameters: {} }],
      parameters: { top_k: 5, thinking: { type: 'enabled' }, stream: true, metadata: null },
    });
    expect(found?.leftOut).toEqual([
      'an image that is kept elsewhere',
      'the document a.pdf',
      'sound',
      'reasoning',
      'an image of a tool',
      'a call of web_search',
      'the tool web_search',
      'top_k',
      'thinking',
    ]);
    expect(JSON.stringify(found?.column)).not.toContain('evil.example');
  });

  it('of OpenAI chat keeps its tools as they were, and names the rest', () => {
    const content = JSON.stringify({
      messages: [{ role: 'user', content: 'hi' }],
      tools: [{ type: 'web_search' }],
      logit_bias: { 1: 2 },
    });
    const found = filled(
      {
        messages: [said('user', text('hi'))],
        tools: [{ kind: 'hosted', name: 'web_search', description: null, parameters: {} }],
        parameters: { logit_bias: { 1: 2 } },
      },
      { protocol: 'openai', request_body: { encoding: 'utf-8', content } as Row['request_body'] },
    );
    expect(JSON.parse(found?.column.tools ?? '')).toEqual([{ type: 'web_search' }]);
    expect(found?.leftOut).toEqual(['logit_bias']);
  });

  it('is not filled in where it is no chat, or its content is not there', () => {
    expect(filled({}, { operation: 'speech' })).toBeNull();
    expect(filled({}, { request_body: null })).toBeNull();
    expect(filled({}, { conversation: null })).toBeNull();
  });
});
