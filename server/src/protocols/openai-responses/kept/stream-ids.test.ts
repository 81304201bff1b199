import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../edits.ts';
import { openaiResponses } from '../protocol.ts';
import {
  CALL,
  COMPLETED,
  EVENTS,
  MESSAGE,
  REASONING,
  response,
  streamText,
} from '../testing/wire.ts';
import { answerIdEdits, eventIdEdits } from './answer-ids.ts';

const idPrefix = (id: string) => `${/^[a-z]+_/.exec(id)?.[0] ?? ''}sb1-x-`;
const wrap = (id: string) => idPrefix(id) + id;

function cutUp(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set(at.filter((place) => place < bytes.length))].sort((a, b) => a - b);
  return [0, ...places].map((place, i) => bytes.subarray(place, places[i] ?? bytes.length));
}

const read = (text: string, at: readonly number[] = []) => {
  const reader = openaiResponses.streamReader({ spliceUsageOut: false, idPrefix });
  const pushed = cutUp(Buffer.from(text), at).map((piece) => Buffer.from(reader.push(piece)));
  const { tail, ...end } = reader.finish();
  return { pushed: Buffer.concat(pushed).toString(), tail: tail.toString(), end };
};

/** What is in a text of ours that is an id of OpenAI's. */
const ID = /"((?:resp|rs|ws|msg|fc)_[0-9a-f]{20,}|gAAAA\w+)"/g;
const wrapped = (text: string) => text.replace(ID, (_, id) => JSON.stringify(wrap(id)));

describe('the ids of a stream', () => {
  const text = streamText([...EVENTS, COMPLETED]);

  it('are wrapped in each of its events, and no other byte is changed, however it was cut', () => {
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    const cuts = fc.array(fc.nat({ max: 12_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(ends, cuts, fc.constantFrom('', 'data: [DONE]\n\n'), (end, at, behind) => {
        const sent = (text + behind).replaceAll('\n', end);
        const { pushed, tail, end: ended } = read(sent, at);
        expect(pushed + tail).toBe(wrapped(sent));
        expect(tail.startsWith('event: response.completed')).toBe(true);
        expect(ended).toMatchObject({ complete: true, facts: { id: response()['id'] } });
      }),
      { numRuns: 40 },
    );
  });

  it('are wrapped in events of several lines, and in a last one without its empty line', () => {
    const lines = `data: {"type":"response.output_text.delta",\ndata: "item_id":"${MESSAGE.id}",\ndata:"delta":"a"}\n\n`;
    const last = `event: response.completed\ndata: {"response":{"id":"${CALL.id}"}}`;
    const { pushed, tail } = read(lines + last);
    expect(pushed).toBe(wrapped(lines));
    expect(tail).toBe(wrapped(last));
  });

  it('are the same whatever else is in an event, and however often it says them', () => {
    const id = fc.constantFrom(
      '"msg_1"',
      '"msg_2"',
      '"m\\u0073g_1"',
      '""',
      'null',
      '1',
      '["msg_1"]',
    );
    const nested = fc.oneof(
      id.map((value) => `{"id":${value},"file_id":${value}}`),
      id,
    );
    const member = fc.oneof(
      fc.tuple(fc.constant('item_id'), id),
      fc.tuple(fc.constantFrom('item', 'part', 'annotation', 'response', 'logprobs'), nested),
      fc.tuple(
        fc.constantFrom('item', 'item_id'),
        nested.map((value) => `[${value}]`),
      ),
      fc.tuple(fc.constantFrom('delta', 'id', 'item_idx'), fc.constant('"msg_1"')),
    );
    const event = fc
      .array(member, { maxLength: 4 })
      .map((members) => `{${members.map(([name, value]) => `"${name}":${value}`).join()}}`);
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 4 }), (events) => {
        const expected = events.map((data) => {
          const bytes = Buffer.from(data);
          return `data: ${applyEdits(bytes, eventIdEdits(bytes, 0, idPrefix)).toString()}\n\n`;
        });
        const { pushed, tail } = read(events.map((data) => `data: ${data}\n\n`).join(''));
        expect(pushed + tail).toBe(expected.join(''));
      }),
      { numRuns: 500 },
    );
  });

  it('are those of the whole answer', () => {
    const events = read(text).tail.split('\n');
    const data = events.find((line) => line.startsWith('data: '))!.slice('data: '.length);
    const whole = Buffer.from(JSON.stringify(response()));
    expect(JSON.parse(data).response).toEqual(
      JSON.parse(applyEdits(whole, answerIdEdits(whole, idPrefix)).toString()),
    );
    expect(data).toContain(wrap(REASONING.encrypted_content));
  });
});
