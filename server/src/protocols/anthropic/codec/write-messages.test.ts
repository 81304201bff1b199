import { describe, expect, it } from 'vitest';
import type { Part } from '../../conversation/conversation.ts';
import { MessagesRequest } from '../messages-request.ts';
import { HI, message, SONNET, text, write } from '../testing/written.ts';
import { readRequest } from './read-request.ts';
import { writeRequest } from './write-request.ts';

describe('a conversation written for Anthropic', () => {
  it('tells the model beforehand apart from the conversation', () => {
    const { body } = write({
      messages: [
        message('system', { type: 'text', content: 'Be brief.', cache: '1h' }),
        HI,
        message('developer', text('No lists.')),
      ],
    });
    expect(body['system']).toEqual([
      { type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral', ttl: '1h' } },
      { type: 'text', text: 'No lists.' },
    ]);
    expect(body['messages']).toEqual([{ role: 'user', content: 'Hi' }]);
  });

  it('makes a turn of what the model is told where there is nothing else', () => {
    const { body } = write({ messages: [message('system', text('Say hello.'))] });
    expect(body['messages']).toEqual([{ role: 'user', content: 'Say hello.' }]);
    expect(body).not.toHaveProperty('system');
  });

  it('joins messages of one side, results of tools first', () => {
    const { body, named } = write({
      messages: [
        HI,
        message('user', text('there')),
        message(
          'assistant',
          text('I look.'),
          { type: 'tool_call', kind: 'function', id: 'a', name: 'f', arguments: '{"x":1}' },
          { type: 'tool_call', kind: 'function', id: 'b', name: 'g', arguments: '' },
        ),
        message('user', text('Quick!')),
        message('tool', { type: 'tool_result', id: 'b', content: [], failed: true }),
        message('tool', {
          type: 'tool_result',
          id: 'a',
          content: [
            { type: 'text', content: 'seen' },
            { type: 'image', source: { kind: 'inline', media_type: 'image/png', data: 'iVBO' } },
          ],
        }),
      ],
    });
    expect(named).toEqual([]);
    expect(body['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Hi' },
          { type: 'text', text: 'there' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I look.' },
          { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } },
          { type: 'tool_use', id: 'b', name: 'g', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'b', is_error: true },
          {
            type: 'tool_result',
            tool_use_id: 'a',
            content: [
              { type: 'text', text: 'seen' },
              { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBO' } },
            ],
          },
          { type: 'text', text: 'Quick!' },
        ],
      },
    ]);
  });

  it('gives calls without an id one, and their results the same', () => {
    const call: Part = {
      type: 'tool_call',
      kind: 'function',
      id: null,
      name: 'f',
      arguments: '{}',
    };
    const result: Part = { type: 'tool_result', id: null, content: [] };
    const { body } = write({
      messages: [HI, message('assistant', call, call), message('tool', result, result)],
    });
    const [, called, answered] = body['messages'] as { content: Record<string, unknown>[] }[];
    const ids = called?.content.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(2);
    expect(answered?.content.map(({ tool_use_id: id }) => id)).toEqual(ids);
  });

  it.each([
    ['', {}],
    ['{"a":[1]}', { a: [1] }],
    ['[1]', { arguments: [1] }],
    ['{"a":', { arguments: '{"a":' }],
    ['12', { arguments: 12 }],
  ])('has an object of the arguments %j', (written, input) => {
    const call: Part = {
      type: 'tool_call',
      kind: 'function',
      id: 'a',
      name: 'f',
      arguments: written,
    };
    const { body } = write({ messages: [HI, message('assistant', call)] });
    expect(body['messages']).toMatchObject([{}, { content: [{ input }] }]);
  });

  it('keeps whole numbers of any length in arguments', () => {
    const call: Part = {
      type: 'tool_call',
      kind: 'function',
      id: 'a',
      name: 'f',
      arguments: '{"user_id":1234567890123456789}',
    };
    const { body } = writeRequest(
      { messages: [HI, message('assistant', call)], tools: [], settings: {}, others: [] },
      { model: SONNET, stream: false, askForUsage: false },
    );
    expect(body.toString()).toContain('"input":{"user_id":1234567890123456789}');
    const { messages } = readRequest(new MessagesRequest(body, 'chat'));
    expect(messages[1]?.parts).toEqual([call]);
  });

  it('takes back the reasoning that Anthropic sealed, and names all other', () => {
    const { body, named } = write({
      messages: [
        HI,
        message(
          'assistant',
          { type: 'reasoning', content: 'Hm.', signature: 'EqQB' },
          { type: 'reasoning', content: '', signature: null, encrypted: 'EmwK' },
          { type: 'reasoning', content: 'unsealed', signature: null },
          { type: 'reasoning', content: '', signature: null, id: 'rs_1', encrypted: 'gAAA' },
          text('So.'),
        ),
      ],
    });
    expect(body['messages']).toEqual([
      { role: 'user', content: 'Hi' },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Hm.', signature: 'EqQB' },
          { type: 'redacted_thinking', data: 'EmwK' },
          { type: 'text', text: 'So.' },
        ],
      },
    ]);
    expect(named).toEqual(['reasoning of earlier turns']);
  });

  it('has documents, texts of any kind as plain ones', () => {
    const document = (media_type: string, data: string): Part => ({
      type: 'document',
      name: 'n',
      source: { kind: 'inline', media_type, data },
    });
    const { body, named } = write({
      messages: [
        message(
          'user',
          document('application/pdf', 'JVBERi0='),
          document('text/csv', Buffer.from('a,ü').toString('base64')),
          { type: 'document', name: null, source: { kind: 'uri', uri: 'https://a.example/b.pdf' } },
          document('application/msword', '0M8R'),
        ),
      ],
    });
    expect(body['messages']).toMatchObject([
      {
        content: [
          {
            source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0=' },
            title: 'n',
          },
          { source: { type: 'text', media_type: 'text/plain', data: 'a,ü' } },
          { source: { type: 'url', url: 'https://a.example/b.pdf' } },
        ],
      },
    ]);
    expect(named).toEqual(['document of the type application/msword']);
  });

  it('names what may be said elsewhere and not here', () => {
    const { named } = write({
      messages: [
        message(
          'user',
          text('Hear this'),
          {
            type: 'audio',
            source: { kind: 'inline', media_type: 'audio/wav', data: 'UklG' },
            transcript: null,
          },
          {
            type: 'image',
            detail: 'high',
            source: { kind: 'inline', media_type: 'image/bmp', data: 'Qk0=' },
          },
          { type: 'unknown', value: { type: 'video_url' } },
        ),
        { ...HI, name: 'Ada' },
      ],
    });
    expect(named.toSorted()).toEqual([
      'audio',
      'content of the type video_url',
      'detail of an image',
      'image of the type image/bmp',
      'name of a message',
    ]);
  });

  it('begins with the user, and lets the model go on where it is', () => {
    const said = message('assistant', text('Welcome!'));
    const begun = message('assistant', text('The answer is \n'));
    const { body, named } = write({ messages: [said, HI, begun] });
    expect(body['messages']).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'The answer is' },
    ]);
    expect(named).toEqual(['a conversation that the assistant begins']);
  });

  it('begins with what the user says, where the assistant began with calls', () => {
    const call: Part = { type: 'tool_call', kind: 'function', id: 'a', name: 'f', arguments: '{}' };
    const { body } = write({
      messages: [
        message('assistant', call),
        message('tool', { type: 'tool_result', id: 'a', content: [] }),
        message('assistant', text('Done.')),
        HI,
      ],
    });
    expect(body['messages']).toEqual([{ role: 'user', content: 'Hi' }]);
  });
});
