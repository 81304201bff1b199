import { describe, expect, it } from 'vitest';
import { anthropic } from '../../anthropic/protocol.ts';
import { replyEvents } from '../../conversation/reply-events.ts';
import { openaiChat } from '../../openai-chat/protocol.ts';
import { openaiResponses } from '../../openai-responses/protocol.ts';
import type { Protocol } from '../../protocol.ts';
import { gemini } from '../protocol.ts';
import { piece } from '../testing/pieces.ts';

const TARGET = { model: 'gemini-3-pro-preview', stream: false, askForUsage: false };
const address = { operation: 'chat', model: null, form: null } as const;

/** What the model says, as Google sends it: of calls at once the first is signed. */
const SAID = [
  { text: 'Hm, both.', thought: true },
  { functionCall: { id: 'a1', name: 'f', args: { city: 'Paris' } }, thoughtSignature: 'Y2FsbA==' },
  { functionCall: { id: 'b2', name: 'f', args: { city: 'Tokyo' } } },
];

// biome-ignore lint/suspicious/noExplicitAny: answers of three protocols, read as their clients do
type Json = any;

/** How a client of each protocol sends back what it got, with what its tools answered. */
const CLIENTS: readonly {
  readonly protocol: Protocol;
  readonly first: object;
  next(answer: Json): object;
}[] = [
  {
    protocol: openaiChat,
    first: { model: 'm', messages: [{ role: 'user', content: 'Hi' }] },
    next: ({ choices: [{ message }] }) => ({
      model: 'm',
      messages: [
        { role: 'user', content: 'Hi' },
        message,
        ...message.tool_calls.map(({ id }: Json) => {
          return { role: 'tool', tool_call_id: id, content: `of ${id}` };
        }),
      ],
    }),
  },
  {
    protocol: anthropic,
    first: { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] },
    next: ({ content }) => ({
      model: 'm',
      max_tokens: 9,
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content },
        {
          role: 'user',
          content: content
            .filter(({ type }: Json) => type === 'tool_use')
            .map(({ id }: Json) => ({ type: 'tool_result', tool_use_id: id, content: `of ${id}` })),
        },
      ],
    }),
  },
  {
    protocol: openaiResponses,
    first: { model: 'm', input: 'Hi' },
    next: ({ output }) => ({
      model: 'm',
      input: [
        { role: 'user', content: 'Hi' },
        ...output,
        ...output
          .filter(({ type }: Json) => type === 'function_call')
          .map(({ call_id }: Json) => {
            return { type: 'function_call_output', call_id, output: `of ${call_id}` };
          }),
      ],
    }),
  },
];

describe.each(CLIENTS)(
  'what Gemini said to a client of $protocol.name',
  ({ protocol, first, next }) => {
    const parse = (body: object) => protocol.parse(Buffer.from(JSON.stringify(body)), address);
    const answered = (parts: readonly unknown[]): Json => {
      const reply = gemini.readReply(
        Buffer.from(JSON.stringify(piece(parts, { finishReason: 'STOP' }))),
      );
      const id = '0190c0de-0000-7000-8000-000000000000';
      const head = { id, model: 'm', createdAt: 1_700_000_000, request: parse(first) };
      return JSON.parse(protocol.codec.writeReply(reply, head).toString());
    };
    const sentBack = (parts: readonly unknown[]) => {
      const request = protocol.codec.readRequest(parse(next(answered(parts))));
      const { body, unsupported } = gemini.codec.writeRequest(request, TARGET);
      expect(unsupported.filter(({ hint }) => hint !== true)).toEqual([]);
      return JSON.parse(body.toString()).contents;
    };

    it('comes back with its signature on the same call, and its results by their ids', () => {
      const [user, model, results, ...more] = sentBack(SAID);
      expect(more).toEqual([]);
      expect(user).toEqual({ role: 'user', parts: [{ text: 'Hi' }] });
      expect(model.parts.filter((part: Json) => 'functionCall' in part)).toEqual(SAID.slice(1));
      expect(results.parts).toEqual(
        ['a1', 'b2'].map((id) => {
          return { functionResponse: { id, name: 'f', response: { output: `of ${id}` } } };
        }),
      );
    });

    it('has ids where Google gave it none', () => {
      const said = SAID.map(({ functionCall, ...part }) => {
        const { id: _, ...call } = functionCall ?? {};
        return functionCall === undefined ? part : { ...part, functionCall: call };
      });
      const [, model, results] = sentBack(said);
      const ids = (parts: Json[], member: string) =>
        parts.flatMap((part) => part[member]?.id ?? []);
      const called = ids(model.parts, 'functionCall');
      expect(new Set(called).size).toBe(2);
      expect(ids(results.parts, 'functionResponse')).toEqual(called);
      expect(model.parts.find((part: Json) => 'functionCall' in part).thoughtSignature).toBe(
        'Y2FsbA==',
      );
    });

    it('has been streamed as it would be whole', () => {
      const reply = gemini.readReply(
        Buffer.from(JSON.stringify(piece(SAID, { finishReason: 'STOP' }))),
      );
      const id = '0190c0de-0000-7000-8000-000000000000';
      const request = parse({ ...first, stream: true });
      const writer = protocol.codec.streamWriter({
        id,
        model: 'm',
        createdAt: 1_700_000_000,
        request,
      });
      const stream = Buffer.concat([
        ...replyEvents(reply).map((event) => writer.write(event)),
        writer.end(),
      ]);
      const [answer] = protocol.readReply(stream).answers;
      expect(answer?.parts.filter(({ type }) => type === 'tool_call')).toEqual(
        reply.answers[0]?.parts.filter(({ type }) => type === 'tool_call'),
      );
    });
  },
);
