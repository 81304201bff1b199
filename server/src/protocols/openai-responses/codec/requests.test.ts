import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message, Part } from '../../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { document, file, image, inline, plainText, uri } from '../../testing/parts.ts';
import { modelRequests, SETTINGS, settingsOf } from '../../testing/requests.ts';
import { base64, plainName, someText } from '../../testing/values.ts';
import { openaiResponses } from '../protocol.ts';

const { codec } = openaiResponses;
const TARGET = { model: 'm', stream: false, askForUsage: false };

const parse = (body: Buffer | object) =>
  openaiResponses.parse(Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)), {
    operation: 'chat',
    model: null,
    form: null,
  });
const read = (body: Buffer | object) => codec.readRequest(parse(body));
const ABSENT: readonly string[] = [
  'top_k',
  'min_p',
  'stop',
  'seed',
  'frequency_penalty',
  'presence_penalty',
  'choices',
  'logit_bias',
  'modalities',
];
const SAID = (Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]).filter(
  (name) => !ABSENT.includes(name),
);
const uncached = <T extends { cache?: unknown }>({ cache: _, ...part }: T) => part;
const shown = fc.oneof(
  plainText,
  image.map(uncached),
  document.map(uncached).chain((part) =>
    fc.oneof(
      fc.oneof(file, uri).map((source) => ({ ...part, source })),
      fc
        .tuple(inline('application/pdf'), plainName)
        .map(([source, name]) => ({ ...part, source, name })),
    ),
  ),
);
/** OpenAI's own, as it is sent back. */
const ownReasoning: fc.Arbitrary<Part> = fc.record({
  type: fc.constant('reasoning' as const),
  content: fc.oneof(someText, fc.constant('')),
  signature: fc.constant(null),
  id: plainName,
  encrypted: base64.filter((data) => data !== ''),
});
const ofResponses = modelRequests({
  shown,
  results: shown,
  said: fc.oneof(plainText, ownReasoning),
  settings: settingsOf(SAID).map(asResponsesSay),
  failures: false,
});

/** They know of efforts alone, name every schema, and tell how likely tokens are to whoever asks for others in their places. */
function asResponsesSay(settings: Settings): Settings {
  const { reasoning: thinking, output, top_logprobs: top, ...rest } = settings;
  const named = output?.kind === 'schema' ? { name: 'answer', ...output } : output;
  const { budget_tokens: _, summary, ...thought } = thinking ?? {};
  const encrypted = thinking?.encrypted ?? (thinking !== undefined && thinking.effort !== 'none');
  return {
    ...rest,
    ...(thinking === undefined
      ? {}
      : {
          reasoning: {
            effort: 'none',
            ...thought,
            ...(summary === undefined || summary === 'none' ? {} : { summary }),
            encrypted,
          },
        }),
    ...(named === undefined ? {} : { output: named }),
    ...(top === undefined || top === 0 ? {} : { logprobs: true, top_logprobs: top }),
  };
}

/** What is said by not being said: nobody asks for encrypted reasoning, schemas are not strict, nothing is stored. */
function arranged({ messages, tools, settings, others }: ModelRequest): ModelRequest {
  const { reasoning: thinking, ...rest } = settings;
  const sent = messages.some(({ parts }) => parts.some(({ type }) => type === 'reasoning'));
  const encrypted =
    thinking?.encrypted === true || (sent && (thinking === undefined || thinking.encrypted));
  const { encrypted: _, ...thought } = thinking ?? {};
  const reasoning = { ...thought, ...(encrypted ? { encrypted: true } : {}) };
  return {
    messages: joined(messages.map(unsigned)),
    tools: tools.map((tool) =>
      tool.kind === 'function' ? { ...tool, strict: tool.strict ?? false } : tool,
    ),
    settings: {
      store: false,
      ...rest,
      ...(Object.keys(reasoning).length === 0 ? {} : { reasoning }),
    },
    others,
  };
}

/** What an assistant says in one turn is one message. */
function joined(messages: readonly Message[]): Message[] {
  const all: Message[] = [];
  for (const message of messages) {
    const last = all.at(-1);
    if (message.role === 'assistant' && last?.role === 'assistant') {
      all[all.length - 1] = { ...last, parts: [...last.parts, ...message.parts] };
    } else all.push(message);
  }
  return all;
}

const unsigned = (message: Message): Message => ({
  ...message,
  parts: message.parts.map((part) => {
    if (part.type !== 'tool_call') return part;
    const { signature: _, ...call } = part;
    return call;
  }),
});

describe('a request, written and read again', () => {
  it('asks for the same', () => {
    fc.assert(
      fc.property(ofResponses, (request) => {
        const { body } = codec.writeRequest(request, TARGET);
        expect(read(body)).toEqual(arranged(request));
      }),
    );
  });

  it('names what of all that there is has no place in it, and is a request all the same', () => {
    fc.assert(
      fc.property(modelRequests(), (request) => {
        const { body, unsupported } = codec.writeRequest(request, TARGET);
        const again = read(body);
        expect(again.others).toEqual([]);
        expect(again.tools).toEqual(arranged(request).tools);
        if (unsupported.some(({ hint }) => hint !== true)) return;
        const texts = (messages: readonly Message[]) =>
          messages.map(({ role, parts }) => [role, parts.flatMap(textsOf)]);
        expect(texts(again.messages)).toEqual(texts(joined(request.messages)));
      }),
    );
  });
});

const textsOf = (part: Part): unknown[] => {
  if (part.type === 'text') return [part.content];
  return part.type === 'tool_result' ? part.content.flatMap(textsOf) : [];
};
