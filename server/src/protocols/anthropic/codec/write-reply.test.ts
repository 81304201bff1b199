import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReplyHead } from '../../codec.ts';
import type { Reply } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { replyEvents } from '../../conversation/index.ts';
import { MessagesRequest } from '../messages-request.ts';
import { createStreamReader } from '../stream-reader.ts';
import { readReply } from './read-reply.ts';
import { MessagesStreamWriter } from './stream-writer.ts';
import { writeReply } from './write-reply.ts';

const HEAD: ReplyHead = {
  id: '0198c2de-0b1a-7c3e-8f00-0123456789ab',
  model: 'openai/gpt-5',
  createdAt: 1,
  request: new MessagesRequest(Buffer.from('{"model":"openai/gpt-5","max_tokens":9}'), 'chat'),
};

function stream(events: readonly ConversationEvent[]): Buffer {
  const writer = new MessagesStreamWriter(HEAD);
  return Buffer.concat([...events.map((event) => writer.write(event)), writer.end()]);
}

const eventsOf = (bytes: Buffer): Record<string, unknown>[] =>
  bytes
    .toString()
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => {
      const [name, data] = event.split('\n');
      const value = JSON.parse((data ?? '').slice('data: '.length)) as Record<string, unknown>;
      expect(name).toBe(`event: ${String(value['type'])}`);
      return value;
    });

const piece = (
  call: number,
  args: string,
  name = '',
  id: string | null = null,
): ConversationEvent => ({
  type: 'tool_call',
  answer: 0,
  call,
  kind: 'function',
  id,
  name,
  arguments: args,
});

const word = fc.string({ unit: 'grapheme', maxLength: 12 });
const some = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

/** What an answer of any provider may be made of, that one of Anthropic's can say. */
const part = fc.oneof(
  fc.record({ content: some, signature: optional(some) }).map(({ content, signature }) => ({
    type: 'text' as const,
    content,
    ...(signature === undefined ? {} : { signature }),
  })),
  fc
    .record({
      content: word,
      signature: fc.option(some),
      id: optional(some),
      encrypted: optional(some),
    })
    .filter(({ content, signature, id, encrypted }) =>
      [content !== '', signature !== null, id !== undefined, encrypted !== undefined].some(Boolean),
    )
    .map(({ id, encrypted, ...rest }) => ({
      type: 'reasoning' as const,
      ...rest,
      ...(id === undefined ? {} : { id }),
      ...(encrypted === undefined ? {} : { encrypted }),
    })),
  fc
    .record({
      id: some,
      name: some,
      input: fc.dictionary(some, fc.jsonValue()),
      seal: optional(some),
    })
    .map(({ id, name, input, seal }) => ({
      type: 'tool_call' as const,
      kind: 'function' as const,
      id,
      name,
      arguments: JSON.stringify(input),
      ...(seal === undefined ? {} : { signature: seal }),
    })),
);

const reply: fc.Arbitrary<Reply> = fc
  .record({
    parts: fc.array(part, { maxLength: 6 }),
    stop: fc.constantFrom('stop', 'length', 'tool_calls', 'content_filter', 'pause_turn'),
    sequence: optional(some),
    usage: fc.record({
      plain: fc.nat(1e6),
      read: fc.nat(1e6),
      written: fc.nat(1e6),
      output: fc.nat(1e6),
      searches: optional(fc.nat(9)),
    }),
  })
  .map(({ parts, stop, sequence, usage: { plain, read, written, output, searches } }) => ({
    answers: [
      {
        role: 'assistant',
        name: null,
        parts,
        stop_reason: stop,
        ...(stop === 'stop' && sequence !== undefined ? { stop_sequence: sequence } : {}),
      },
    ],
    vectors: null,
    usage: {
      input: plain + read + written,
      cached_input: read,
      cache_write: written,
      output,
      ...(searches === undefined ? {} : { web_searches: searches }),
    },
    error: null,
  }));

describe('an answer written for a client of Anthropic', () => {
  it('says the same, whole and streamed', () => {
    fc.assert(
      fc.property(reply, (said) => {
        expect(readReply(writeReply(said, HEAD))).toEqual(said);
        expect(readReply(stream(replyEvents(said)))).toEqual(said);
      }),
      { numRuns: 500 },
    );
  });

  it('streams its blocks one after another, begun and ended, between its start and its stop', () => {
    fc.assert(
      fc.property(reply, (said) => {
        const bytes = stream(replyEvents(said));
        const types = eventsOf(bytes);
        expect(types[0]).toMatchObject({ type: 'message_start' });
        expect(types[1]).toEqual({ type: 'ping' });
        let open: number | null = null;
        let next = 0;
        for (const event of types.slice(2, -2)) {
          if (event['type'] === 'content_block_start') {
            expect(open).toBe(null);
            expect(event['index']).toBe(next);
            open = next;
          } else {
            expect(event['index']).toBe(open);
            if (event['type'] === 'content_block_stop') {
              open = null;
              next++;
            } else expect(event['type']).toBe('content_block_delta');
          }
        }
        expect(open).toBe(null);
        expect(types.slice(-2).map(({ type }) => type)).toEqual(['message_delta', 'message_stop']);
        const reader = createStreamReader();
        reader.push(bytes);
        expect(reader.finish().complete).toBe(true);
      }),
    );
  });

  it('has all that a message has', () => {
    const said: Reply = {
      answers: [
        {
          role: 'assistant',
          name: null,
          parts: [
            { type: 'text', content: 'Hi' },
            { type: 'tool_call', kind: 'function', id: null, name: 'f', arguments: '' },
          ],
          stop_reason: 'tool_calls',
        },
      ],
      vectors: null,
      usage: { input: 30, cached_input: 10, output: 4, reasoning: 2 },
      error: null,
    };
    expect(JSON.parse(writeReply(said, HEAD).toString())).toEqual({
      id: 'msg_0198c2de0b1a7c3e8f000123456789ab',
      type: 'message',
      role: 'assistant',
      model: 'openai/gpt-5',
      content: [
        { type: 'text', text: 'Hi' },
        {
          type: 'tool_use',
          id: 'toolu_0198c2de0b1a7c3e8f000123456789ab_0',
          caller: { type: 'direct' },
          name: 'f',
          input: {},
        },
      ],
      stop_reason: 'tool_use',
      stop_sequence: null,
      stop_details: null,
      container: null,
      diagnostics: null,
      usage: {
        input_tokens: 20,
        cache_creation_input_tokens: null,
        cache_read_input_tokens: 10,
        output_tokens: 4,
        output_tokens_details: { thinking_tokens: 2 },
        server_tool_use: null,
        cache_creation: null,
        inference_geo: null,
        service_tier: null,
        speed: null,
      },
    });
  });

  it('puts calls whose pieces take turns one behind the other, and loses none', () => {
    const bytes = stream([
      piece(0, '{"a":', 'f', 'x'),
      piece(1, '', 'g', 'y'),
      piece(1, '{"b":"'),
      piece(0, '1'),
      { type: 'text', answer: 0, content: 'Meanwhile' },
      piece(1, '2"}'),
      piece(0, '}'),
      piece(2, '', 'h', 'z'),
      { type: 'stop', answer: 0, reason: 'tool_calls' },
    ]);
    expect(readReply(bytes).answers[0]?.parts).toEqual([
      { type: 'tool_call', kind: 'function', id: 'x', name: 'f', arguments: '{"a":1}' },
      { type: 'tool_call', kind: 'function', id: 'y', name: 'g', arguments: '{"b":"2"}' },
      { type: 'text', content: 'Meanwhile' },
      { type: 'tool_call', kind: 'function', id: 'z', name: 'h', arguments: '{}' },
    ]);
  });

  it('passes the first call on as it comes', () => {
    const writer = new MessagesStreamWriter(HEAD);
    writer.write(piece(0, '', 'f', 'x'));
    const [event] = eventsOf(writer.write(piece(0, '{"a"')));
    expect(event).toEqual({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'input_json_delta', partial_json: '{"a"' },
    });
  });

  it('ends with why it stopped and what it used, whenever that was told', () => {
    const usage = { input: 10, output: 2 };
    const bytes = stream([
      { type: 'text', answer: 0, content: 'Hi' },
      { type: 'stop', answer: 0, reason: 'length' },
      { type: 'usage', usage },
    ]);
    expect(eventsOf(bytes).at(-2)).toMatchObject({
      delta: { stop_reason: 'max_tokens', stop_sequence: null },
      usage: { input_tokens: 10, output_tokens: 2 },
    });
  });

  it('of nothing is a message of nothing', () => {
    const types = eventsOf(stream([])).map(({ type }) => type);
    expect(types).toEqual(['message_start', 'ping', 'message_delta', 'message_stop']);
  });

  it('that failed ends with that, and with nothing else', () => {
    const bytes = stream([
      { type: 'text', answer: 0, content: 'Hi' },
      { type: 'error', message: 'too much', code: 'overloaded_error' },
      { type: 'text', answer: 0, content: 'more' },
    ]);
    expect(eventsOf(bytes).at(-1)).toEqual({
      type: 'error',
      error: { type: 'overloaded_error', message: 'too much' },
    });
  });

  it('cites what a text relies on', () => {
    const citation = { uri: 'https://a.example', title: 'A', quoted: null, start: 0, end: 2 };
    const said: Reply = {
      answers: [
        {
          role: 'assistant',
          name: null,
          parts: [{ type: 'text', content: 'Hi', citations: [citation] }],
          stop_reason: 'stop',
        },
      ],
      vectors: null,
      usage: null,
      error: null,
    };
    expect(readReply(writeReply(said, HEAD)).answers).toEqual(said.answers);
    expect(readReply(stream(replyEvents(said))).answers).toEqual(said.answers);
  });
});

describe('the usage of an answer', () => {
  it('tells how long what was written to the cache is kept', () => {
    const usage = { input: 60, cached_input: 0, cache_write: 40, cache_write_1h: 30, output: 1 };
    const said: Reply = { answers: [], vectors: null, usage, error: null };
    const message = JSON.parse(writeReply(said, HEAD).toString()) as { usage: unknown };
    expect(message.usage).toMatchObject({
      input_tokens: 20,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 30 },
    });
    expect(readReply(writeReply(said, HEAD)).usage).toEqual(usage);
  });
});

describe('an answer that refuses', () => {
  const refused: Reply = {
    answers: [
      {
        role: 'assistant',
        name: null,
        parts: [{ type: 'refusal', content: 'I cannot help with that.' }],
        stop_reason: 'stop',
      },
    ],
    vectors: null,
    usage: null,
    error: null,
  };

  it('stops for that reason, whole and streamed', () => {
    const whole = JSON.parse(writeReply(refused, HEAD).toString()) as Record<string, unknown>;
    expect(whole).toMatchObject({
      content: [{ type: 'text', text: 'I cannot help with that.' }],
      stop_reason: 'refusal',
    });
    const delta = eventsOf(stream(replyEvents(refused))).find(
      ({ type }) => type === 'message_delta',
    );
    expect(delta).toMatchObject({ delta: { stop_reason: 'refusal' } });
  });
});
