import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { image } from '../testing/parts.ts';
import { replies } from '../testing/replies.ts';
import type { ConversationEvent } from './events.ts';
import { ConversationEvent as EventSchema } from './events.ts';
import { joinEvents } from './join-events.ts';
import { replyEvents } from './reply-events.ts';

const said = (...events: ConversationEvent[]) => joinEvents(events).answers[0]?.parts;
const text = (content: string, begins?: true): ConversationEvent => ({
  type: 'text',
  answer: 0,
  content,
  ...(begins === undefined ? {} : { begins }),
});
const thought = (content: string): ConversationEvent => ({ type: 'reasoning', answer: 0, content });
const seal = (signature: string | null, more: object = {}): ConversationEvent => ({
  type: 'signature',
  answer: 0,
  signature,
  ...more,
});
const call = (place: number, piece: string): ConversationEvent => ({
  type: 'tool_call',
  answer: 0,
  call: place,
  kind: 'function',
  id: `${place}`,
  name: '',
  arguments: piece,
});

describe('the events of a reply', () => {
  it('come to the reply again', () => {
    fc.assert(
      fc.property(replies(), (reply) => {
        const events = replyEvents(reply);
        expect(joinEvents(events)).toEqual(reply);
        for (const event of events) expect(EventSchema.parse(event)).toEqual(event);
      }),
    );
  });

  it('come to the same in pieces of any size', () => {
    fc.assert(
      fc.property(replies(), fc.integer({ min: 1, max: 4 }), (reply, size) => {
        const events = replyEvents(reply).flatMap((event) => inPieces(event, size));
        expect(joinEvents(events)).toEqual(reply);
      }),
    );
  });

  it('may come of several answers in turn', () => {
    const only = { mostAnswers: 1 };
    fc.assert(
      fc.property(replies(only), replies(only), fc.infiniteStream(fc.boolean()), (a, b, coins) => {
        const left = replyEvents({ ...a, usage: null });
        const right = replyEvents({ ...b, usage: null }).map((event) =>
          'answer' in event ? { ...event, answer: 1 } : event,
        );
        const mixed: ConversationEvent[] = [];
        while (left.length + right.length > 0) {
          const from = (coins.next().value === true && left.length > 0) || right.length === 0;
          mixed.push(...(from ? left : right).splice(0, 1));
        }
        expect(joinEvents(mixed).answers).toEqual([...a.answers, ...b.answers]);
      }),
    );
  });

  it('keep the order in which parts began', () => {
    expect(
      said(thought('a'), seal('s'), text('b'), call(0, '{'), thought('c'), call(0, '}'), text('d')),
    ).toMatchObject([
      { type: 'reasoning', content: 'a', signature: 's' },
      { type: 'text', content: 'b' },
      { type: 'tool_call', arguments: '{}' },
      { type: 'reasoning', content: 'c', signature: null },
      { type: 'text', content: 'd' },
    ]);
  });

  it('tell reasoning that is only encrypted from reasoning that is shown', () => {
    expect(
      said(thought('a'), seal('s'), seal(null, { encrypted: 'x' }), seal(null, { encrypted: 'y' })),
    ).toEqual([
      { type: 'reasoning', content: 'a', signature: 's' },
      { type: 'reasoning', content: '', signature: null, encrypted: 'x' },
      { type: 'reasoning', content: '', signature: null, encrypted: 'y' },
    ]);
    expect(said(thought('a'), text('b'), seal(null, { encrypted: 'x', id: 'i' }))?.[0]).toEqual({
      type: 'reasoning',
      content: 'a',
      signature: null,
      encrypted: 'x',
      id: 'i',
    });
  });

  it('go on with a text that was only named or begin another', () => {
    expect(said(thought('a'), seal(null, { id: 'i' }), thought('b'))).toEqual([
      { type: 'reasoning', content: 'ab', signature: null, id: 'i' },
    ]);
    expect(said(text('a'), text('b'), text('c', true), text('d'))).toEqual([
      { type: 'text', content: 'ab' },
      { type: 'text', content: 'cd' },
    ]);
    expect(
      said(text('a'), { type: 'text_signature', answer: 0, signature: 's' }, text('b')),
    ).toEqual([
      { type: 'text', content: 'a', signature: 's' },
      { type: 'text', content: 'b' },
    ]);
    expect(said(text(''), text('a'))).toEqual([{ type: 'text', content: 'a' }]);
  });

  it('keep images as they came', () => {
    fc.assert(
      fc.property(image, (part) => {
        expect(said({ type: 'part', answer: 0, part })).toEqual([part]);
      }),
    );
  });
});

/** A text in pieces of `size` characters; what marks its beginning stands with the first. */
function inPieces(event: ConversationEvent, size: number): ConversationEvent[] {
  if (event.type === 'tool_call') {
    const [first = '', ...others] = cut(event.arguments, size);
    const rest = { type: 'tool_call', answer: event.answer, call: event.call } as const;
    return [
      { ...event, arguments: first },
      ...others.map((piece) => ({
        ...rest,
        kind: event.kind,
        id: null,
        name: '',
        arguments: piece,
      })),
    ];
  }
  if (event.type !== 'text' && event.type !== 'reasoning' && event.type !== 'refusal') {
    return [event];
  }
  const [first = '', ...others] = cut(event.content, size);
  const { type, answer } = event;
  return [{ ...event, content: first }, ...others.map((content) => ({ type, answer, content }))];
}

function cut(whole: string, size: number): string[] {
  const characters = [...whole];
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, i) =>
    characters.slice(i * size, (i + 1) * size).join(''),
  );
}
