import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentPart, Message, Part } from '../../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { document, image, inline, plainText, sound, toolCall, uri } from '../../testing/parts.ts';
import { functionTool, modelRequests, type SETTINGS, settingsOf } from '../../testing/requests.ts';
import { someText } from '../../testing/values.ts';
import { GeminiRequest } from '../gemini-request.ts';
import { gemini } from '../protocol.ts';
import { said, text } from '../testing/messages.ts';

const { codec } = gemini;
const TARGET = { model: 'm', stream: false, askForUsage: false };

const read = (body: Buffer): ModelRequest =>
  codec.readRequest(new GeminiRequest(body, { operation: 'chat', model: 'm', form: 'whole' }));
/** What Gemini can say of what it is shown. */
const detailed = fc
  .tuple(image, fc.oneof(uri, inline('image/png')), fc.constantFrom('low', 'high', undefined))
  .map(([{ type }, source, detail]): ContentPart => {
    return { type, source, ...(detail === undefined ? {} : { detail }) };
  });
const nameless = fc
  .tuple(document, fc.oneof(uri, inline('application/pdf')))
  .map(([{ type }, source]): ContentPart => ({ type, name: null, source }));
const shown = fc.oneof(plainText, detailed, nameless, sound);
const thought = someText.map((content): Part => ({ type: 'reasoning', content, signature: null }));
const signedText = fc.tuple(someText, someText).map(([content, signature]): Part => {
  return { type: 'text', content, signature };
});
const TAKEN = [
  ...['max_tokens', 'temperature', 'top_p', 'top_k', 'stop', 'seed', 'choices', 'logprobs'],
  ...['frequency_penalty', 'presence_penalty', 'top_logprobs', 'reasoning', 'output'],
  ...['service_tier', 'store', 'modalities'],
] as (keyof typeof SETTINGS)[];
const ofGemini = modelRequests({
  instructors: ['system'],
  shown,
  results: fc.oneof(plainText, detailed, nameless).map((part) => {
    const { detail: _, ...rest } = part as { detail?: string };
    return rest as ContentPart;
  }),
  said: fc.oneof(plainText, thought, signedText),
  calls: toolCall.map((call) => ({ ...call, kind: 'function' as const })),
  tools: functionTool.map(({ strict: _, ...tool }) => tool),
  settings: settingsOf(TAKEN).map(asGeminiSays),
});

function asGeminiSays({ reasoning, output, service_tier: tier, ...settings }: Settings): Settings {
  const { effort = 'low', summary } = reasoning ?? {};
  const level = ['minimal', 'low', 'medium', 'high'].includes(effort) ? effort : 'high';
  const shows = summary === undefined ? {} : { summary: summary === 'none' ? 'none' : 'auto' };
  return {
    ...settings,
    ...(settings.top_logprobs === undefined ? {} : { logprobs: true }),
    ...(reasoning === undefined ? {} : { reasoning: { effort: level, ...shows } }),
    ...(output === undefined
      ? {}
      : {
          output:
            output.kind === 'schema'
              ? { kind: 'schema' as const, schema: output.schema, held: true as const }
              : output,
        }),
    ...(tier === undefined || tier === 'auto' ? {} : { service_tier: tier }),
  };
}

/** Instructions stand together, texts of a result are one, and a choice of few tools holds all of them to their schemas. */
function asGeminiReads(request: ModelRequest): ModelRequest {
  const told = request.messages.filter(({ role }) => role === 'system');
  const rest = request.messages.filter(({ role }) => role !== 'system').map(asRead);
  const { tool_choice: choice, ...settings } = request.settings;
  const few = choice?.kind === 'some' && choice.mode === 'auto';
  const [only, ...more] = choice?.kind === 'some' ? choice.names : [];
  const one = only !== undefined && more.length === 0 && !few;
  return {
    ...request,
    messages:
      told.length === 0 ? rest : [said('system', ...told.flatMap(({ parts }) => parts)), ...rest],
    tools: few ? request.tools.map((tool) => ({ ...tool, strict: true })) : request.tools,
    settings:
      choice === undefined
        ? settings
        : { ...settings, tool_choice: one ? { kind: 'tool', name: only } : choice },
  };
}

function asRead(message: Message): Message {
  return { ...message, parts: message.parts.map(asReadPart) };
}

function asReadPart(part: Part): Part {
  if (part.type !== 'tool_result') return part;
  const texts = part.content.flatMap((one) => (one.type === 'text' ? [one.content] : []));
  const media = part.content.filter(({ type }) => type !== 'text');
  return { ...part, content: [...(texts.length === 0 ? [] : [text(texts.join('\n'))]), ...media] };
}

/** Where an address does not say what is there, a usual type is written, which is read. */
function untyped(request: ModelRequest): ModelRequest {
  return JSON.parse(
    JSON.stringify(request, (_, value) => {
      if (value?.kind !== 'uri') return value;
      const { media_type: __, ...source } = value;
      return source;
    }),
  );
}

describe('a request, written and read again', () => {
  it('asks for the same', () => {
    fc.assert(
      fc.property(ofGemini, (request) => {
        const { body, unsupported } = codec.writeRequest(request, TARGET);
        expect(unsupported).toEqual([]);
        expect(untyped(read(body))).toEqual(untyped(asGeminiReads(request)));
      }),
    );
  });

  it('names what of all that there is has no place in it, and is a request all the same', () => {
    fc.assert(
      fc.property(
        modelRequests(),
        fc.constantFrom('m', 'gemini-2.5-pro', 'gemini-3'),
        (request, model) => {
          const { body, unsupported } = codec.writeRequest(request, { ...TARGET, model });
          const again = read(body);
          expect(again.others).toEqual([]);
          const custom = request.tools.filter(({ kind }) => kind === 'custom');
          expect(again.tools.length).toBe(request.tools.length - custom.length);
          const features = unsupported.map(({ feature }) => feature);
          expect(new Set(features).size).toBe(features.length);
          if (custom.length > 0) expect(features).toContain('custom tools');
          if ((request.settings.min_p ?? 0) > 0) expect(features).toContain('min_p');
        },
      ),
    );
  });
});
