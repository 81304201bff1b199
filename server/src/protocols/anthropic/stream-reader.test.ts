import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinEvents } from '../conversation/index.ts';
import type { StreamEnd } from '../stream-reader.ts';
import { readReply } from './codec/read-reply.ts';
import { createStreamReader } from './stream-reader.ts';
import {
  blockDelta,
  blockStart,
  blockStop,
  LONG_MESSAGE,
  LONG_STREAM,
  messageDelta,
  messageStart,
  PING,
  STOP,
  wireStream,
} from './testing/wire.ts';

const STOP_EVENT = wireStream(STOP);

/** What reaches the client before the end, and the end, of a stream that comes in the given chunks. */
function read(...chunks: readonly Buffer[]): { readonly sent: Buffer; readonly end: StreamEnd } {
  const reader = createStreamReader();
  const sent = Buffer.concat(chunks.map((chunk) => reader.push(chunk)));
  return { sent, end: reader.finish() };
}

function cutAt(bytes: Buffer, ...places: readonly number[]): Buffer[] {
  const sorted = [0, ...[...places].sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((to, i) => bytes.subarray(sorted[i], to));
}

describe('a stream of messages', () => {
  const whole = Buffer.from(LONG_STREAM);

  it('passes byte for byte, cut anywhere, and holds back its last event', () => {
    for (let at = 0; at <= whole.length; at++) {
      const { sent, end } = read(...cutAt(whole, at));
      expect(Buffer.concat([sent, end.tail]).equals(whole)).toBe(true);
      expect(end.tail.toString()).toBe(STOP_EVENT);
      expect(end.complete).toBe(true);
    }
  });

  it('passes as it comes: nothing but what may be the end waits for more', () => {
    const reader = createStreamReader();
    let sent = 0;
    for (const byte of whole.subarray(0, whole.length - STOP_EVENT.length)) {
      const before = sent;
      sent += reader.push(Buffer.from([byte])).length;
      expect(sent).toBeGreaterThanOrEqual(before);
    }
    expect(sent).toBe(whole.length - STOP_EVENT.length);
  });

  it('tells its facts, the usage of its beginning and of its end put together', () => {
    const { facts, chunks, sawError } = read(whole).end;
    expect(facts).toEqual({
      id: 'msg_013Zva2CMHLNnXjNJJKqJ2EF',
      model: 'claude-sonnet-4-5-20250929',
      systemFingerprint: null,
      finishReasons: ['tool_use'],
      usage: {
        input: 165,
        cached_input: 100,
        cache_write: 40,
        cache_write_1h: 10,
        output: 89,
        reasoning: 20,
        web_searches: 1,
      },
      serviceTier: 'default',
      error: null,
    });
    // Texts, thoughts and arguments that say something, and blocks that do by being there.
    expect(chunks).toBe(14);
    expect(sawError).toBe(false);
  });

  it('has seen content with the first piece of it', () => {
    const reader = createStreamReader();
    reader.push(Buffer.from(wireStream(messageStart(), PING)));
    reader.push(Buffer.from(wireStream(blockStart(0, { type: 'text', text: '' }))));
    expect(reader.contentSeen).toBe(false);
    reader.push(Buffer.from(wireStream(blockDelta(0, { type: 'text_delta', text: 'H' }))));
    expect(reader.contentSeen).toBe(true);
  });

  it('says as events, cut anywhere, what it says as a whole', () => {
    const asWhole = readReply(Buffer.from(JSON.stringify(LONG_MESSAGE)));
    expect(readReply(whole)).toEqual(asWhole);
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 20 }), (places) => {
        const reader = createStreamReader();
        const events = cutAt(whole, ...places).flatMap((chunk) => reader.pushEvents(chunk));
        const { tailEvents } = reader.finish();
        const bytes = [...events, ...tailEvents].map((event) => event.bytes);
        expect(Buffer.concat(bytes).equals(whole)).toBe(true);
        expect(tailEvents.map(({ kind }) => kind)).toEqual(['end']);
        expect(
          joinEvents(events.flatMap((event) => ('said' in event ? event.said() : []))),
        ).toEqual(asWhole);
      }),
      { numRuns: 50 },
    );
  });

  it('that broke off is not complete, and is passed as far as it came', () => {
    for (let at = 1; at < whole.length - 2; at++) {
      const { sent, end } = read(whole.subarray(0, at));
      expect(Buffer.concat([sent, end.tail]).equals(whole.subarray(0, at))).toBe(true);
      expect(end.complete, `cut at ${at}`).toBe(false);
    }
  });

  it('is complete where only the last empty line is missing', () => {
    const { sent, end } = read(whole.subarray(0, -1));
    expect(end.complete).toBe(true);
    expect(Buffer.concat([sent, end.tail]).equals(whole.subarray(0, -1))).toBe(true);
  });

  it.each([
    ['with carriage returns', LONG_STREAM.replaceAll('\n', '\r\n')],
    ['without event names', LONG_STREAM.replaceAll(/event: .*\n/g, '')],
    ['without spaces behind colons', LONG_STREAM.replaceAll(/^(event|data): /gm, '$1:')],
    ['with spaces within its JSON', LONG_STREAM.replaceAll('{"type":', '{ "type": ')],
    ['with its data first', LONG_STREAM.replaceAll(/(event: .*)\n(data: .*)\n/g, '$2\n$1\n')],
    ['behind a byte order mark', `\uFEFF${LONG_STREAM}`],
  ])('%s is read alike', (_how, text) => {
    const bytes = Buffer.from(text);
    const expected = read(whole).end;
    for (const at of [1, 7, 40, 300, bytes.length - 30, bytes.length - 2]) {
      const { sent, end } = read(...cutAt(bytes, at));
      expect(Buffer.concat([sent, end.tail]).equals(bytes)).toBe(true);
      expect(end.facts).toEqual(expected.facts);
      expect(end.complete).toBe(true);
      expect(end.chunks).toBe(expected.chunks);
    }
    expect(readReply(bytes)).toEqual(readReply(whole));
  });

  it('that ends with an error is not complete and says so', () => {
    const error = {
      type: 'error',
      error: { type: 'overloaded_error', message: 'Overloaded' },
      request_id: 'req_1',
    };
    const bytes = Buffer.from(
      wireStream(
        messageStart(),
        blockStart(0, { type: 'text', text: '' }),
        blockDelta(0, { type: 'text_delta', text: 'Hal' }),
        error,
      ),
    );
    const { sent, end } = read(bytes);
    expect(sent.equals(bytes)).toBe(true);
    expect(end).toMatchObject({ complete: false, sawError: true });
    expect(end.facts.error).toEqual({
      message: 'Overloaded',
      type: 'overloaded_error',
      code: null,
    });
    expect(end.facts.usage).toMatchObject({ input: 165 });
    const reply = readReply(bytes);
    expect(reply.error).toBe('Overloaded');
    expect(reply.answers[0]?.parts).toEqual([{ type: 'text', content: 'Hal' }]);
    expect(reply.usage).toMatchObject({ input: 165, output: 1 });
  });

  it.each(['event: error\ndata: upstream timed out\n\n', 'event: error\n\n'])(
    'tells of an error that is no JSON: %j',
    (event) => {
      const { end } = read(Buffer.from(wireStream(messageStart()) + event));
      expect(end.sawError).toBe(true);
      expect(end.complete).toBe(false);
    },
  );

  it('counts what the end adds to the cache and the input', () => {
    const bytes = Buffer.from(
      wireStream(
        messageStart({ input_tokens: 10, cache_read_input_tokens: 100, output_tokens: 2 }),
        messageDelta('end_turn', { input_tokens: 500, output_tokens: 30 }),
        STOP,
      ),
    );
    expect(read(bytes).end.facts.usage).toEqual({ input: 600, cached_input: 100, output: 30 });
  });

  it('never throws, whatever comes, and passes it', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'event: message_stop\n',
        'data: {"type":"message_stop"}\n',
        '\n',
        'event: content_block_delta\ndata: {"index":7,"delta":{"type":"text_delta","text":"x"}}\n\n',
        'data: {"type":"content_block_stop","index":{}}\n\n',
        'data: {"type":"message_delta","delta":null,"usage":7}\n\n',
        'data: {"type":"message_start","message":[]}\n\n',
        'data: [1]\n\n',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(), (pieces, at) => {
        const bytes = Buffer.from(pieces.join(''));
        const { sent, end } = read(...cutAt(bytes, at % (bytes.length + 1)));
        expect(Buffer.concat([sent, end.tail]).equals(bytes)).toBe(true);
        readReply(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('tells why a model refused', () => {
    const refusal = { type: 'refusal', category: 'cyber', explanation: 'Not for such uses.' };
    const bytes = Buffer.from(
      wireStream(
        messageStart(),
        {
          type: 'message_delta',
          delta: { stop_reason: 'refusal', stop_sequence: null, stop_details: refusal },
          usage: { output_tokens: 3 },
        },
        STOP,
      ),
    );
    const message = { content: [], stop_reason: 'refusal', stop_details: refusal };
    for (const answer of [bytes, Buffer.from(JSON.stringify(message))]) {
      expect(readReply(answer).answers).toMatchObject([
        {
          parts: [{ type: 'refusal', content: 'Not for such uses.' }],
          stop_reason: 'content_filter',
        },
      ]);
    }
  });

  it('keeps blocks that it does not know, with all their pieces', () => {
    const bytes = Buffer.from(
      wireStream(
        messageStart(),
        blockStart(0, { type: 'compaction', content: null }),
        blockDelta(0, { type: 'compaction_delta', content: 'The user ' }),
        blockDelta(0, { type: 'compaction_delta', content: 'asked.' }),
        blockStop(0),
        messageDelta('end_turn'),
        STOP,
      ),
    );
    expect(readReply(bytes).answers[0]?.parts).toEqual([
      { type: 'unknown', value: { type: 'compaction', content: 'The user asked.' } },
    ]);
  });

  it('keeps apart texts and thoughts that follow each other as blocks', () => {
    const bytes = Buffer.from(
      wireStream(
        messageStart(),
        blockStart(0, { type: 'text', text: 'one' }),
        blockStop(0),
        blockStart(1, { type: 'text', text: '' }),
        blockDelta(1, { type: 'text_delta', text: 'two' }),
        blockStop(1),
        messageDelta('stop_sequence', { output_tokens: 2 }, 'END'),
        STOP,
      ),
    );
    expect(readReply(bytes).answers).toEqual([
      {
        role: 'assistant',
        name: null,
        parts: [
          { type: 'text', content: 'one' },
          { type: 'text', content: 'two' },
        ],
        stop_reason: 'stop',
        stop_sequence: 'END',
      },
    ]);
  });
});
