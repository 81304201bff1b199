import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anthropic } from './anthropic/protocol.ts';
import type { Part, Reply, Tool } from './conversation/conversation.ts';
import type { ConversationEvent } from './conversation/events.ts';
import type { ModelRequest } from './conversation/model-request.ts';
import { replyEvents } from './conversation/reply-events.ts';
import { gemini } from './gemini/protocol.ts';
import { openaiChat } from './openai-chat/protocol.ts';
import { openaiResponses } from './openai-responses/protocol.ts';
import type { Protocol } from './protocol.ts';
import type { StreamEvent } from './stream-event.ts';
import { inline, toolCall } from './testing/parts.ts';
import { modelRequests, settingsOf } from './testing/requests.ts';
import { plainName, upTo } from './testing/values.ts';

const PROTOCOLS = [openaiChat, openaiResponses, anthropic, gemini];
const PAIRS = PROTOCOLS.flatMap((client) =>
  PROTOCOLS.filter((provider) => provider !== client).map(
    (provider) => [client.name, provider.name, client, provider] as const,
  ),
);
const TARGET = { model: 'm', stream: false, askForUsage: false };

const parse = (protocol: Protocol, body: Buffer) =>
  protocol.parse(body, { operation: 'chat', model: 'm', form: 'whole' } as never);
const through = (protocol: Protocol, request: ModelRequest): ModelRequest =>
  protocol.codec.readRequest(parse(protocol, protocol.codec.writeRequest(request, TARGET).body));

/** What every protocol has a word for. */
const word = plainName.map((content) => ({ type: 'text' as const, content }));
const shown = fc.oneof(
  word,
  inline('image/png').map((source) => ({ type: 'image' as const, source })),
);
const tool: fc.Arbitrary<Tool> = fc.record({
  kind: fc.constant('function' as const),
  name: plainName,
  description: plainName,
  parameters: fc.constantFrom(
    { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    {
      type: 'object',
      properties: { n: { type: 'integer' }, deep: { type: 'object', properties: {} } },
    },
  ),
});
const requests = modelRequests({
  instructors: ['system'],
  shown,
  results: word,
  said: word,
  calls: toolCall.map(({ signature: _, ...call }) => call),
  tools: tool,
  settings: settingsOf(['max_tokens']).map((settings) => ({ max_tokens: 100, ...settings })),
  failures: false,
}).map(withoutAllowedTools);

/** Not all can choose among some of their tools. */
function withoutAllowedTools(request: ModelRequest): ModelRequest {
  const { tool_choice: choice, ...settings } = request.settings;
  return choice?.kind === 'some' ? { ...request, settings } : request;
}

/** What a request asks, however it is cut into messages. */
function essence({ messages, tools, settings }: ModelRequest) {
  const { max_tokens, tool_choice } = settings;
  return {
    told: messages
      .filter(({ role }) => role === 'system')
      .flatMap(({ parts }) => parts.map(essenceOf)),
    said: messages
      .filter(({ role }) => role !== 'system')
      .flatMap(({ role, parts }) => parts.map((part) => [role === 'assistant', essenceOf(part)])),
    tools: tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
    settings: { max_tokens, tool_choice },
  };
}

function essenceOf(part: Part): unknown {
  switch (part.type) {
    case 'text':
      return part.content;
    case 'image':
      return part.source;
    case 'tool_call':
      return [part.id, part.name, JSON.parse(part.arguments)];
    case 'tool_result':
      // Some have one text of a tool.
      return [part.id, part.content.map(essenceOf).join('\n')];
    default:
      return part;
  }
}

describe.each(PAIRS)('a request of %s that went to %s', (_client, _provider, client, provider) => {
  it('is the same when it comes back', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const asked = through(client, request);
        expect(asked.others).toEqual([]);
        const { body, unsupported } = provider.codec.writeRequest(asked, TARGET);
        expect(unsupported.filter(({ hint }) => hint !== true)).toEqual([]);
        const arrived = provider.codec.readRequest(parse(provider, body));
        expect(arrived.others).toEqual([]);
        expect(essence(arrived)).toEqual(essence(asked));
        expect(essence(through(client, arrived))).toEqual(essence(asked));
      }),
      { numRuns: 60 },
    );
  });
});

// biome-ignore lint/suspicious/noExplicitAny: bodies of four protocols, put together as their clients do
type Json = any;

const ASK = 'Hi';
/** How a client of each protocol asks, and asks again with the answer that it got and what its tools said. */
const CLIENTS: Readonly<Record<string, { first: object; next(answer: Json): object }>> = {
  openai: {
    first: { model: 'm', messages: [{ role: 'user', content: ASK }] },
    next: ({ choices: [{ message }] }) => ({
      model: 'm',
      messages: [
        { role: 'user', content: ASK },
        message,
        ...(message.tool_calls ?? []).map(({ id }: Json) => ({
          role: 'tool',
          tool_call_id: id,
          content: 'ok',
        })),
      ],
    }),
  },
  'openai-responses': {
    first: { model: 'm', input: ASK },
    next: ({ output }) => ({
      model: 'm',
      input: [
        { role: 'user', content: ASK },
        ...output,
        ...output
          .filter(({ type }: Json) => type === 'function_call')
          .map(({ call_id }: Json) => ({ type: 'function_call_output', call_id, output: 'ok' })),
      ],
    }),
  },
  anthropic: {
    first: { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: ASK }] },
    next: ({ content }) => ({
      model: 'm',
      max_tokens: 9,
      messages: [
        { role: 'user', content: ASK },
        { role: 'assistant', content },
        {
          role: 'user',
          content: content
            .filter(({ type }: Json) => type === 'tool_use')
            .map(({ id }: Json) => ({ type: 'tool_result', tool_use_id: id, content: 'ok' })),
        },
      ],
    }),
  },
  gemini: {
    first: { contents: [{ role: 'user', parts: [{ text: ASK }] }] },
    next: ({ candidates: [{ content }] }) => ({
      contents: [
        { role: 'user', parts: [{ text: ASK }] },
        content,
        {
          role: 'user',
          parts: content.parts
            .filter(({ functionCall }: Json) => functionCall !== undefined)
            .map(({ functionCall: { id, name } }: Json) => ({
              functionResponse: { ...(id ? { id } : {}), name, response: { output: 'ok' } },
            })),
        },
      ],
    }),
  },
};

const call = toolCall.map(({ signature: _, ...rest }) => ({
  ...rest,
  kind: 'function' as const,
  arguments: '{"a":1}',
}));
const base64 = fc
  .uint8Array({ minLength: 3, maxLength: 12 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));
/** What models of each kind of provider think, and how that is sealed. */
const THOUGHTS: Readonly<Record<string, fc.Arbitrary<Part[]>>> = {
  openai: fc.constant([]),
  'openai-responses': upTo(
    2,
    fc.record({
      type: fc.constant('reasoning' as const),
      content: fc.oneof(plainName, fc.constant('')),
      signature: fc.constant(null),
      id: plainName,
      encrypted: base64,
    }),
  ),
  anthropic: upTo(
    2,
    fc.oneof(
      fc.record({ type: fc.constant('reasoning' as const), content: plainName, signature: base64 }),
      fc.record({
        type: fc.constant('reasoning' as const),
        content: fc.constant(''),
        signature: fc.constant(null),
        encrypted: base64,
      }),
    ),
  ),
  gemini: fc.constant([]),
};
/** Where a model's calls are sealed, the first is. */
const CALLS: Readonly<Record<string, fc.Arbitrary<Part[]>>> = {
  gemini: fc
    .tuple(call, base64, upTo(2, call))
    .map(([first, signature, rest]) => [{ ...first, signature }, ...rest]),
};

function replyOf(provider: Protocol): fc.Arbitrary<Reply> {
  return fc
    .tuple(
      THOUGHTS[provider.name]!,
      upTo(1, word),
      CALLS[provider.name] ?? fc.array(call, { minLength: 1, maxLength: 3 }),
    )
    .map(([thoughts, texts, calls]) => ({
      answers: [
        {
          role: 'assistant',
          name: null,
          parts: [
            ...thoughts,
            ...texts,
            ...calls.map((part, i) =>
              part.type === 'tool_call' ? { ...part, id: `call_${part.id}_${i}` } : part,
            ),
          ],
          stop_reason: 'tool_calls',
        },
      ],
      vectors: null,
      usage: { input: 1, output: 1 },
      error: null,
    }));
}

const HEAD = { id: '0190c0de-0000-7000-8000-000000000000', model: 'm', createdAt: 1_700_000_000 };
const headOf = (protocol: Protocol) => {
  const { first } = CLIENTS[protocol.name]!;
  return { ...HEAD, request: parse(protocol, Buffer.from(JSON.stringify(first))) };
};
const saidIn = (messages: readonly { role: string; parts: readonly Part[] }[]) =>
  messages.filter(({ role }) => role === 'assistant').flatMap(({ parts }) => parts);

describe.each(PAIRS)(
  'an answer that a client of %s got of %s',
  (_client, _provider, client, provider) => {
    it('goes back as it came, with what sealed it', () => {
      fc.assert(
        fc.property(replyOf(provider), (made) => {
          const reply = provider.readReply(provider.codec.writeReply(made, headOf(provider)));
          const answer = JSON.parse(client.codec.writeReply(reply, headOf(client)).toString());
          const next = Buffer.from(JSON.stringify(CLIENTS[client.name]!.next(answer)));
          const asked = client.codec.readRequest(parse(client, next));
          expect(asked.others).toEqual([]);
          const { body, unsupported } = provider.codec.writeRequest(asked, TARGET);
          expect(unsupported).toEqual([]);
          const arrived = provider.codec.readRequest(parse(provider, body));
          expect(saidIn(arrived.messages)).toEqual(saidIn(reply.answers));
        }),
        { numRuns: 60 },
      );
    });
  },
);

const STREAMED = { stream: true, stream_options: { include_usage: true } };
const streamHeadOf = (protocol: Protocol) => {
  const { first } = CLIENTS[protocol.name]!;
  const body = Buffer.from(JSON.stringify(protocol === gemini ? first : { ...first, ...STREAMED }));
  const form = protocol === gemini ? 'events' : null;
  return { ...HEAD, request: protocol.parse(body, { operation: 'chat', model: 'm', form }) };
};

function streamOf(protocol: Protocol, events: readonly ConversationEvent[]): Buffer {
  const writer = protocol.codec.streamWriter(streamHeadOf(protocol));
  return Buffer.concat([...events.map((event) => writer.write(event)), writer.end()]);
}

/** What a provider's stream says, which comes byte by byte or in pieces. */
function eventsOf(protocol: Protocol, stream: Buffer, size: number): ConversationEvent[] {
  const reader = protocol.streamReader({ spliceUsageOut: false });
  const events: StreamEvent[] = [];
  for (let at = 0; at < stream.length; at += size) {
    events.push(...reader.pushEvents(stream.subarray(at, at + size)));
  }
  const { tailEvents, facts } = reader.finish();
  const said = [...events, ...tailEvents].flatMap((event) =>
    'said' in event ? [...event.said()].filter(({ type }) => type !== 'usage') : [],
  );
  return facts.usage === null ? said : [...said, { type: 'usage', usage: facts.usage }];
}

describe.each(PAIRS)(
  'a stream that a client of %s got of %s',
  (_client, _provider, client, provider) => {
    it('says what the whole answer says, however it was cut', () => {
      fc.assert(
        fc.property(replyOf(provider), fc.constantFrom(1, 7, 1 << 20), (made, size) => {
          const whole = provider.readReply(provider.codec.writeReply(made, headOf(provider)));
          const expected = client.readReply(client.codec.writeReply(whole, headOf(client)));
          expect(expected.answers[0]?.parts).not.toEqual([]);
          const stream = streamOf(provider, replyEvents(whole));
          const passed = streamOf(client, eventsOf(provider, stream, size));
          expect(client.readReply(passed)).toEqual(expected);
        }),
        { numRuns: 40 },
      );
    });
  },
);
