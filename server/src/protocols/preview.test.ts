import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf, findMember } from '../lib/json-ranges.ts';
import type { Message, Reply } from './conversation/conversation.ts';
import { answerText, messageText, replyEvents } from './conversation/index.ts';
import type { ModelRequest } from './conversation/model-request.ts';
import { anthropic, gemini, openaiChat, openaiResponses } from './index.ts';
import type { CallAddress, Protocol } from './protocol.ts';
import { plainText, toolCall } from './testing/parts.ts';
import { replies } from './testing/replies.ts';
import { modelRequests, settingsOf } from './testing/requests.ts';

const CHARS = 200;
const NOTHING = Buffer.alloc(0);
const ALL = [openaiChat, openaiResponses, anthropic, gemini].map(
  (protocol) => [protocol.name, protocol] as const,
);
const address = (form: CallAddress['form']): CallAddress => ({
  operation: 'chat',
  model: 'm',
  form,
});

function previewed(protocol: Protocol, request: Buffer, response: Buffer) {
  const member = findMember(request, protocol.repeated[0] ?? '');
  const list = member !== null && request[member.start] === 0x5b;
  const turns = member === null ? [] : list ? elementsOf(request, member) : [member];
  const { input, output } = protocol.preview({ request, turns, response }, CHARS);
  return { input: input.slice(0, CHARS), output: output.slice(0, CHARS) };
}

/** What a reader of the whole conversation would call the last thing that the user said. */
function lastSaid(messages: readonly Message[]): string | null {
  const last = messages.findLast(
    ({ role, parts }) =>
      role === 'user' && !(parts.length > 0 && parts.every(({ type }) => type === 'tool_result')),
  );
  return last === undefined ? null : messageText(last.parts).slice(0, CHARS);
}

const requests = modelRequests({ settings: settingsOf([]) });
const reply = replies({ parts: fc.array(fc.oneof(plainText, toolCall), { maxLength: 4 }) });

describe.each(ALL)('a preview of %s', (_name, protocol) => {
  const written = (made: ModelRequest) =>
    protocol.codec.writeRequest(made, { model: 'm', stream: false, askForUsage: false }).body;

  it('has the last thing that the user said, as one who reads all of it sees it', () => {
    fc.assert(
      fc.property(requests, fc.nat({ max: 60 }), (made, times) => {
        const messages = made.messages.map((message) => ({
          ...message,
          parts: message.parts.map((part) =>
            part.type === 'text' && message.role === 'user'
              ? { ...part, content: part.content.repeat(times * 10 + 1) }
              : part,
          ),
        }));
        const body = written({ ...made, messages });
        const read = protocol.readConversation(body, NOTHING);
        const said = lastSaid(read?.messages ?? []);
        // What the protocol cannot say may have been all.
        fc.pre(said !== null);
        expect(previewed(protocol, body, NOTHING).input).toBe(said);
      }),
    );
  });

  it('has the beginning of the first answer, whole or streamed', () => {
    fc.assert(
      fc.property(reply, requests, fc.boolean(), (made, asked, stream) => {
        const body = written(asked);
        const request = protocol.parse(body, address(stream ? 'events' : 'whole'));
        const head = {
          id: '019ac000-0000-7abc-8def-000000000001',
          model: 'm',
          createdAt: 1,
          request,
        };
        const response = stream ? streamed(made, head) : protocol.codec.writeReply(made, head);
        const first = protocol.readReply(response).answers[0];
        expect(previewed(protocol, body, response).output).toBe(
          answerText(first?.parts ?? []).slice(0, CHARS),
        );
      }),
    );
    function streamed(
      made: Reply,
      head: Parameters<typeof protocol.codec.streamWriter>[0],
    ): Buffer {
      const writer = protocol.codec.streamWriter(head);
      return Buffer.concat([
        ...replyEvents(made).map((event) => writer.write(event)),
        writer.end(),
      ]);
    }
  });

  it('is empty of what cannot be read, and never fails', () => {
    const odd = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .json()
        .map((json) => `{"${protocol.repeated[0]}":[${json},{"role":"user","content":${json}}]}`),
      fc.json().map((json) => `{"content":${json},"candidates":[${json}],"choices":[${json}]}`),
      fc.json().map((json) => `data: ${json}\n\n`),
    );
    fc.assert(
      fc.property(odd, odd, (request, response) => {
        previewed(protocol, Buffer.from(request), Buffer.from(response));
      }),
    );
  });
});

describe('what the user said in a conversation with tools', () => {
  it("is not what they answered, which comes as the user's from Anthropic's and Google's clients", () => {
    const messages = [
      { role: 'user', content: 'What is the weather?' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'rain' }] },
    ];
    const body = (value: object) => Buffer.from(JSON.stringify(value));
    expect(previewed(anthropic, body({ messages }), NOTHING).input).toBe('What is the weather?');
    const contents = [
      { role: 'user', parts: [{ text: 'What is the weather?' }] },
      { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] },
      { role: 'user', parts: [{ functionResponse: { name: 'f', response: { output: 'rain' } } }] },
    ];
    expect(previewed(gemini, body({ contents }), NOTHING).input).toBe('What is the weather?');
  });
});

it('shows the text that a request for a response is by itself', () => {
  const body = Buffer.from('{"input":"just this"}');
  expect(previewed(openaiResponses, body, NOTHING).input).toBe('just this');
});

it.each([
  [{ content: { parts: [{ text: 'one' }, { text: ' text' }] } }, 'one text'],
  [{ requests: [{ content: { parts: [{ text: 'first' }] } }, { content: {} }] }, 'first'],
  [{ requests: 7 }, ''],
])('shows the text that Gemini is to embed: %j', (body, text) => {
  expect(previewed(gemini, Buffer.from(JSON.stringify(body)), NOTHING).input).toBe(text);
});
