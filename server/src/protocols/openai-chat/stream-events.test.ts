import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openaiChat, type StreamEvent } from '../index.ts';

const chunk = (delta: object, more: object = {}): string =>
  JSON.stringify({ id: 'c', choices: [{ index: 0, delta, ...more }] });
const call = (id: string | null, args: string): string =>
  chunk({
    tool_calls: [
      { index: 0, ...(id === null ? {} : { id }), function: { name: id ?? '', arguments: args } },
    ],
  });

/** An event as a server may write it, and what it is. */
const EVENTS = [
  [`data: ${chunk({ role: 'assistant', content: '' })}`, 'note'],
  [`data: ${chunk({ content: 'Grüß' })}`, 'content'],
  [`data: ${chunk({ content: 'x' }).replace(',', ',\ndata: ')}`, 'content'],
  [`data: ${call('one', '{"a"')}`, 'content'],
  [`data: ${call(null, ':1}')}`, 'content'],
  [`data: ${chunk({}, { finish_reason: 'stop' })}`, 'note'],
  [': ping', 'note'],
  ['data: not JSON', 'opaque'],
  ['data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}', 'usage'],
  ['event: error\ndata: {"message":"no"}', 'error'],
  ['data: {"error":{"message":"no"}}', 'error'],
] as const;

const stream = fc.tuple(
  fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }),
  fc.constantFrom('\n', '\r\n', '\r'),
  fc.boolean(),
  fc.constantFrom('whole', 'no empty line'),
);
const cuts = fc.array(fc.nat(), { maxLength: 20 });

function cutUp(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set(at.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((place, i) => bytes.subarray(place, places[i] ?? bytes.length));
}

/** As events, of which a lone line feed belongs to the one before. */
function eventsOf(pieces: readonly Buffer[], spliceUsageOut: boolean): StreamEvent[] {
  const reader = openaiChat.streamReader({ spliceUsageOut });
  const events = pieces.flatMap((piece) => [...reader.pushEvents(piece)]);
  return [...events, ...reader.finish().tailEvents];
}

describe('a stream as events', () => {
  it('has the same bytes as one that is passed on, and is what was sent, however it is cut', () => {
    const property = fc.property(
      stream,
      cuts,
      fc.boolean(),
      ([made, eol, done, end], at, splice) => {
        const lines = [...made.map(([event]) => event), ...(done ? ['data: [DONE]'] : [])];
        const text = lines.map((event) => `${event.replaceAll('\n', eol)}${eol}${eol}`).join('');
        const cutOff =
          end === 'whole' || lines.length === 0 ? text : text.slice(0, -2 * eol.length);
        const pieces = cutUp(Buffer.from(cutOff), at);
        const events = eventsOf(pieces, splice);

        const reader = openaiChat.streamReader({ spliceUsageOut: splice });
        const passed = pieces.map((piece) => Buffer.from(reader.push(piece)));
        const { tail } = reader.finish();
        expect(Buffer.concat(events.map(({ bytes }) => bytes)).toString()).toBe(
          Buffer.concat([...passed, tail]).toString(),
        );
        const kinds = events
          .filter(({ bytes }) => bytes.toString() !== '\n')
          .map(({ kind }) => kind);
        const sent = made.map(([, kind]) => kind).filter((kind) => !(splice && kind === 'usage'));
        expect(kinds).toEqual([...sent, ...(done ? ['end'] : [])]);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it('says what the whole of it would say, piece by piece', () => {
    const text = EVENTS.slice(0, 6)
      .map(([event]) => `${event}\n\n`)
      .join('');
    const said = eventsOf(cutUp(Buffer.from(text), [3, 90, 91, 250]), true).flatMap((event) =>
      'said' in event ? [...event.said()] : [],
    );
    expect(said).toEqual([
      { type: 'text', answer: 0, content: 'Grüß' },
      { type: 'text', answer: 0, content: 'x' },
      expect.objectContaining({ type: 'tool_call', call: 0, id: 'one', arguments: '{"a"' }),
      expect.objectContaining({ type: 'tool_call', call: 0, id: null, arguments: ':1}' }),
      { type: 'stop', answer: 0, reason: 'stop' },
    ]);
  });

  it('passes what is too large to be read in pieces that say so', () => {
    const large = Buffer.from(`data: ${chunk({ content: 'x'.repeat(17 << 20) })}\n\n`);
    const pieces = [
      Buffer.from('data: {}\n\n'),
      large.subarray(0, 9 << 20),
      large.subarray(9 << 20, (16 << 20) + 1),
      large.subarray((16 << 20) + 1),
      Buffer.from(`${EVENTS[1][0]}\n\ndata: [DONE]\n\n`),
    ];
    const events = eventsOf(pieces, true);
    expect(events.map(({ kind }) => kind)).toEqual([
      'note',
      'opaque',
      'opaque',
      'opaque',
      'content',
      'end',
    ]);
    expect(Buffer.concat(events.map(({ bytes }) => bytes)).equals(Buffer.concat(pieces))).toBe(
      true,
    );
  });
});
