import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message, Part } from '../../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { document, image, plainText, toolCall } from '../../testing/parts.ts';
import { functionTool, modelRequests, SETTINGS, settingsOf } from '../../testing/requests.ts';
import { base64, jsonSchema, plainName, someText } from '../../testing/values.ts';
import { anthropic } from '../protocol.ts';

const { codec } = anthropic;
/** One that takes everything that the protocol has. */
const MODEL = 'claude-opus-4-6';

const written = (request: ModelRequest) =>
  codec.writeRequest(request, { model: MODEL, stream: false, askForUsage: false });
const read = (body: Buffer) =>
  codec.readRequest(anthropic.parse(body, { operation: 'chat', model: null, form: null }));

const cache = fc.constantFrom('5m' as const, '1h' as const);
const cached = <T extends object>(one: fc.Arbitrary<T>) =>
  fc
    .tuple(one, fc.option(cache))
    .map(([part, age]) => (age === null ? part : { ...part, cache: age }));
/** White space alone is not taken. */
const said = plainText.filter(({ content }) => content.trim() !== '');
const shown = fc.oneof(
  cached(said),
  image.map(({ detail: _, ...part }) => part),
  document,
);
const itsReasoning = fc.oneof(
  fc
    .tuple(fc.oneof(someText, fc.constant('')), plainName)
    .map(([content, signature]) => ({ type: 'reasoning' as const, content, signature })),
  base64.map((encrypted) => ({
    type: 'reasoning' as const,
    content: '',
    signature: null,
    encrypted,
  })),
);
const closedSchema = jsonSchema.map((schema) => ({ ...schema, additionalProperties: false }));
const settings = fc
  .tuple(
    settingsOf([
      'max_tokens',
      'temperature',
      'top_p',
      'top_k',
      'stop',
      'parallel_tool_calls',
      'user',
    ]),
    fc.record(
      {
        service_tier: fc.constantFrom('auto', 'default'),
        output: closedSchema.map((schema) => ({
          kind: 'schema' as const,
          schema,
          held: true as const,
        })),
      },
      { requiredKeys: [] },
    ),
  )
  .map(
    ([some, more]): Settings => ({
      max_tokens: 100,
      ...oneSampling(some),
      ...more,
    }),
  );
/** Of a temperature and a top_p a model takes one; it stops at no white space alone. */
function oneSampling({ temperature, top_p, stop, ...rest }: Settings): Settings {
  const stops = stop?.filter((one) => one.trim() !== '') ?? [];
  const some = stops.length === 0 ? rest : { ...rest, stop: stops };
  if (temperature !== undefined) return { ...some, temperature: temperature / 2 };
  return top_p === undefined ? some : { ...some, top_p };
}
const ofAnthropic = modelRequests({
  instructors: ['system'],
  shown,
  results: shown,
  said: fc.oneof(said, itsReasoning),
  calls: toolCall.map(({ signature: _, ...call }) => ({ ...call, kind: 'function' as const })),
  tools: cached(
    functionTool.chain((tool) => closedSchema.map((parameters) => ({ ...tool, parameters }))),
  ),
  settings,
});

/** What goes without saying is not said: one prompt of the system, tools that are not strict, calls that may come at once. */
function asAnthropicSays({ messages, tools, settings: asked }: ModelRequest): ModelRequest {
  const system = messages
    .filter(({ role }) => role === 'system')
    .flatMap(({ parts }) => parts)
    .filter((part) => part.type !== 'text' || part.content.trim() !== '');
  const { parallel_tool_calls: parallel, tool_choice: choice, top_p, ...rest } = asked;
  const offered =
    choice?.kind === 'some' ? tools.filter(({ name }) => choice.names.includes(name)) : tools;
  const mode = choice?.kind === 'some' ? { kind: choice.mode } : choice;
  const one = parallel === false && mode?.kind !== 'none';
  const chosen = mode ?? (one ? { kind: 'auto' as const } : undefined);
  return {
    messages: [
      ...(system.length === 0 ? [] : [{ role: 'system', name: null, parts: system }]),
      ...messages
        .filter(({ role }) => role !== 'system')
        .map((message, i, all) => (i === all.length - 1 ? trimmed(message) : message)),
    ],
    tools: offered.map(({ strict, ...tool }) => (strict === true ? { ...tool, strict } : tool)),
    settings: {
      ...rest,
      ...(top_p === undefined || top_p === 1 ? {} : { top_p }),
      ...(chosen === undefined || tools.length === 0 ? {} : { tool_choice: chosen }),
      ...(one && tools.length > 0 ? { parallel_tool_calls: false } : {}),
    },
    others: [],
  };
}

/** The model goes on where the last text of the assistant ends. */
function trimmed(message: Message): Message {
  const last = message.parts.at(-1);
  if (message.role !== 'assistant' || last?.type !== 'text') return message;
  const parts = message.parts.with(-1, { ...last, content: last.content.trimEnd() });
  return { ...message, parts };
}

describe('a request, written for Anthropic and read again', () => {
  it('asks for the same, and has lost nothing', () => {
    fc.assert(
      fc.property(ofAnthropic, (request) => {
        const { body, unsupported } = written(request);
        expect(read(body)).toEqual(asAnthropicSays(request));
        expect(unsupported).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('thinks as much', () => {
    const thinking = fc.record(
      {
        effort: fc.constantFrom('low', 'medium', 'high', 'xhigh', 'max'),
        budget_tokens: fc.integer({ min: 1024, max: 30_000 }),
        summary: fc.constantFrom('none', 'auto'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(thinking, fc.constant({ effort: 'none' })), (reasoning) => {
        const asked = { max_tokens: 40_000, reasoning };
        const messages = [
          { role: 'user', name: null, parts: [{ type: 'text', content: 'Hi' } as Part] },
        ];
        const { body, unsupported } = written({ messages, tools: [], settings: asked, others: [] });
        expect(unsupported).toEqual([]);
        expect(read(body).settings).toEqual(asked);
      }),
    );
  });

  it('of all that there is names what has no place in it, and is a request all the same', () => {
    const anything = modelRequests({
      settings: settingsOf(Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]),
    });
    fc.assert(
      fc.property(anything, (request) => {
        const { body, unsupported } = written(request);
        const again = read(body);
        expect(again.others).toEqual([]);
        const named = unsupported.map(({ feature }) => feature);
        // Of a message that was nothing else, nothing is left.
        if (!named.includes('audio')) {
          expect(textsOf(again.messages)).toEqual(textsOf(request.messages));
          expect(callsOf(again.messages)).toEqual(callsOf(request.messages));
          expectTurns(body);
        }
        if (request.settings.seed !== undefined) expect(named).toContain('seed');
        const all = request.settings.tool_choice?.kind !== 'some';
        if (all && request.tools.some(({ kind }) => kind === 'custom')) {
          expect(named).toContain('custom tools');
        }
        expect(new Set(named).size).toBe(named.length);
      }),
      { numRuns: 300 },
    );
  });
});

/** What the user's side says, the system's included, and the assistant's; white space is not said. */
const textsOf = (messages: readonly Message[]) =>
  [false, true].map((assistants) =>
    messages
      .filter(({ role }) => (role === 'assistant') === assistants)
      .flatMap(({ parts }) => parts)
      .flatMap((part) =>
        part.type === 'text' && part.content.trim() !== '' ? [part.content.trimEnd()] : [],
      ),
  );
const callsOf = (messages: readonly Message[]) =>
  messages
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.type === 'tool_call' ? [[part.id, part.name]] : []));

/** Turns alternate, the user's first, and each call is answered in the turn behind it. */
function expectTurns(body: Buffer): void {
  const { messages } = JSON.parse(body.toString()) as {
    messages: { role: string; content: string | Record<string, unknown>[] }[];
  };
  for (const [i, { role, content }] of messages.entries()) {
    expect(role).toBe(i % 2 === 0 ? 'user' : 'assistant');
    expect(content.length).toBeGreaterThan(0);
    if (typeof content === 'string') continue;
    const calls = content.filter(({ type }) => type === 'tool_use').map(({ id }) => id);
    if (calls.length === 0) continue;
    const next = messages[i + 1]?.content;
    const results = Array.isArray(next) ? next.slice(0, calls.length) : [];
    expect(results.map(({ tool_use_id: id }) => id).toSorted()).toEqual(calls.toSorted());
  }
}
