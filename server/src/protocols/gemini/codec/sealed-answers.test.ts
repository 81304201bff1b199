import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part, Reply } from '../../conversation/conversation.ts';
import { replyEvents } from '../../conversation/reply-events.ts';
import { plainText, reasoning, saidText, toolCall } from '../../testing/parts.ts';
import { replies } from '../../testing/replies.ts';
import { some, upTo } from '../../testing/values.ts';
import { GeminiRequest } from '../gemini-request.ts';
import { headFor, written } from '../testing/written.ts';
import { readRequest } from './read-request.ts';
import { writeReply } from './write-reply.ts';

const call = fc
  .tuple(toolCall, fc.dictionary(fc.constantFrom('a', 'b'), fc.nat(), { noNullPrototype: true }))
  .map(([one, args]): Part => ({ ...one, kind: 'function', arguments: JSON.stringify(args) }));
const sealedText = saidText.map(({ citations: _, ...text }): Part => text);
const base = { mostAnswers: 1, unended: false, stopSequence: false, logprobs: false } as const;

/** The parts that a client of Google's sends back as what the model said. */
function sentBack(contents: readonly unknown[]): readonly Part[] {
  const body = Buffer.from(JSON.stringify({ contents }));
  const address = { operation: 'chat', model: 'm', form: 'whole' } as const;
  const { messages, others } = readRequest(new GeminiRequest(body, address));
  expect(others).toEqual([]);
  expect(messages).toHaveLength(1);
  return messages[0]?.parts ?? [];
}

const partsOf = (reply: Reply): readonly Part[] => reply.answers[0]?.parts ?? [];

describe('what another provider sealed comes back from a client of Gemini as it was', () => {
  it('whole', () => {
    const parts = some(fc.oneof(plainText, sealedText, reasoning, call), 6);
    fc.assert(
      fc.property(replies({ parts, ...base }), (reply) => {
        const answer = JSON.parse(writeReply(reply, headFor('whole')).toString());
        expect(sentBack([answer.candidates[0].content])).toEqual(partsOf(reply));
      }),
    );
  });

  it('streamed, each piece kept as a content of its own', () => {
    const parts = fc
      .tuple(upTo(1, reasoning), upTo(1, sealedText), upTo(3, call))
      .map((all): Part[] => all.flat())
      .filter((all) => all.length > 0);
    fc.assert(
      fc.property(replies({ parts, ...base }), (reply) => {
        const pieces = JSON.parse(written(replyEvents(reply), 'json_array').toString());
        const contents = pieces.map(
          ({ candidates: [one] }: { candidates: { content: unknown }[] }) => one?.content,
        );
        expect(sentBack(contents)).toEqual(partsOf(reply));
      }),
    );
  });
});
