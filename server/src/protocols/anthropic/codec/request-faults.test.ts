import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestFault } from '../../request-fault.ts';
import { MessagesRequest } from '../messages-request.ts';
import { readConversation } from './read-reply.ts';
import { readRequest } from './read-request.ts';

const read = (members: Record<string, unknown>, operation: 'chat' | 'count_tokens' = 'chat') =>
  readRequest(
    new MessagesRequest(
      Buffer.from(JSON.stringify({ model: 'm', max_tokens: 100, messages: [], ...members })),
      operation,
    ),
  );
const user = (...content: unknown[]) => ({ messages: [{ role: 'user', content }] });

describe('a request that is not what the protocol says', () => {
  it.each([
    [{ messages: null }, 'messages'],
    [{ messages: 'hi' }, 'messages'],
    [{ messages: [7] }, 'messages.0'],
    [{ messages: [{ content: 'hi' }] }, 'messages.0.role'],
    [{ messages: [{ role: 'user', content: 7 }] }, 'messages.0.content'],
    [user('hi'), 'messages.0.content.0'],
    [user({ text: 'hi' }), 'messages.0.content.0.type'],
    [user({ type: 'text' }), 'messages.0.content.0.text'],
    [user({ type: 'image' }), 'messages.0.content.0.source'],
    [user({ type: 'image', source: { type: 'base64' } }), 'messages.0.content.0.source.media_type'],
    [user({ type: 'tool_result' }), 'messages.0.content.0.tool_use_id'],
    [
      user({ type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text' }] }),
      'messages.0.content.0.content.0.text',
    ],
    [
      user({ type: 'text', text: 'a', cache_control: { type: 'ephemeral', ttl: '2h' } }),
      'messages.0.content.0.cache_control.ttl',
    ],
    [{ max_tokens: null }, 'max_tokens'],
    [{ max_tokens: 1.5 }, 'max_tokens'],
    [{ temperature: 'hot' }, 'temperature'],
    [{ stop_sequences: [7] }, 'stop_sequences'],
    [{ thinking: { type: 'enabled' } }, 'thinking.budget_tokens'],
    [{ thinking: { type: 'much' } }, 'thinking.type'],
    [{ tools: [{ input_schema: {} }] }, 'tools.0.name'],
    [{ tools: [{ name: 't' }] }, 'tools.0.input_schema'],
    [{ tool_choice: { type: 'tool' } }, 'tool_choice.name'],
    [{ tool_choice: 'auto' }, 'tool_choice'],
    [{ output_config: { format: { type: 'json_schema' } } }, 'output_config.format.schema'],
  ])('is refused by name: %j', (members, param) => {
    try {
      read(members);
    } catch (error) {
      expect(error).toBeInstanceOf(RequestFault);
      expect(error).toMatchObject({ code: 'request_invalid', param });
      return;
    }
    throw new Error('it was taken');
  });

  it('is read or refused by name, whatever it says', () => {
    const junk = fc.constantFrom(null, 7, -1.5, true, '', 'text', [], [[7]], {}, { type: 'text' });
    const mostly = <T>(...values: T[]) =>
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...values) },
        { weight: 1, arbitrary: junk },
      );
    const source = fc.record(
      {
        type: mostly('base64', 'url', 'file', 'text'),
        data: mostly('AA=='),
        media_type: mostly('image/png'),
        url: mostly('https://a.example'),
        file_id: mostly('f'),
      },
      { requiredKeys: ['type', 'data', 'media_type', 'url', 'file_id'] },
    );
    const block = fc.record({
      type: mostly('text', 'image', 'document', 'tool_use', 'tool_result', 'thinking', 'odd'),
      text: mostly('Hi'),
      source,
      content: mostly<unknown>('Hi', [{ type: 'text', text: 'Hi' }]),
      tool_use_id: mostly('a'),
      id: mostly('a'),
      name: mostly('f'),
      input: mostly<unknown>({ a: 1 }),
      thinking: mostly('Hm.'),
      signature: mostly('EqQB', 'signalbox.1.e30', 'signalbox.1.%'),
      cache_control: mostly<unknown>(null, { type: 'ephemeral' }),
      citations: mostly<unknown>(null, [{ cited_text: 'Hi' }]),
    });
    const message = fc.record({
      role: mostly('user', 'assistant', 'system'),
      content: fc.oneof(junk, fc.array(block, { maxLength: 2 })),
    });
    const body = fc.record({
      messages: fc.oneof({ weight: 9, arbitrary: fc.array(message, { maxLength: 2 }) }, junk),
      system: mostly<unknown>(undefined, 'Be brief.', [{ type: 'text', text: 'Hi' }]),
      tools: mostly<unknown>(
        undefined,
        [{ name: 'f', input_schema: {} }],
        [{ type: 'x_20250101' }],
      ),
      tool_choice: mostly<unknown>(undefined, { type: 'auto' }, { type: 'tool', name: 'f' }),
      thinking: mostly<unknown>(undefined, { type: 'adaptive' }),
      output_config: mostly<unknown>(undefined, { effort: 'low' }),
      metadata: mostly<unknown>(undefined, { user_id: 'u' }),
      max_tokens: mostly<unknown>(undefined, 10),
    });
    let taken = 0;
    fc.assert(
      fc.property(body, (members) => {
        const bytes = Buffer.from(JSON.stringify({ model: 'm', ...members }));
        expect(readConversation(bytes, Buffer.alloc(0))).not.toBe(null);
        try {
          readRequest(new MessagesRequest(bytes, 'count_tokens'));
          taken++;
        } catch (error) {
          expect(error).toBeInstanceOf(RequestFault);
          expect((error as RequestFault).param).not.toBe(null);
        }
      }),
      { numRuns: 1000 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});
