import { z } from 'zod';
import type { Ask, ClientSide, Heard, HeardUsage } from './ask.ts';
import {
  CITY_SCHEMA,
  LOOSE_SCHEMA,
  PDF,
  PDF_NAME,
  PNG,
  WEATHER,
  WEATHER_PARAMETERS,
} from './samples.ts';
import { eventsOf } from './sse.ts';

const Part = z.looseObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  functionCall: z
    .object({
      id: z.string().optional(),
      name: z.string(),
      args: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});
type Part = z.infer<typeof Part>;
const Usage = z.object({
  promptTokenCount: z.number(),
  candidatesTokenCount: z.number().optional(),
  totalTokenCount: z.number(),
  cachedContentTokenCount: z.number().optional(),
  thoughtsTokenCount: z.number().optional(),
});
const Chosen = z.object({ token: z.string(), logProbability: z.number() });
const Answer = z.object({
  candidates: z
    .array(
      z.object({
        content: z.object({ parts: z.array(Part).optional(), role: z.literal('model') }).optional(),
        finishReason: z
          .enum(['STOP', 'MAX_TOKENS', 'SAFETY', 'OTHER', 'RECITATION', 'PROHIBITED_CONTENT'])
          .optional(),
        finishMessage: z.string().optional(),
        index: z.literal(0).optional(),
        logprobsResult: z
          .object({
            chosenCandidates: z.array(Chosen),
            topCandidates: z.array(z.object({ candidates: z.array(Chosen) })).optional(),
          })
          .optional(),
      }),
    )
    .min(1),
  usageMetadata: Usage.optional(),
  modelVersion: z.string(),
  responseId: z.string().min(1),
});
type Answer = z.infer<typeof Answer>;
const ErrorBody = z.object({
  error: z.looseObject({
    code: z.number().int(),
    message: z.string(),
    status: z.string().regex(/^[A-Z_]+$/),
  }),
});

export const gemini: ClientSide = {
  name: 'Gemini',
  cannotAsk: {},

  showsReasoning: true,

  write: (ask, key) => ({
    path: `/v1beta/models/${ask.model}:${ask.stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    headers: { 'x-goog-api-key': key },
    body: {
      ...(ask.system === undefined ? {} : { systemInstruction: { parts: [{ text: ask.system }] } }),
      contents: [
        { role: 'user', parts: partsOf(ask) },
        ...(ask.turn === undefined
          ? []
          : [
              ask.turn.heard.turn,
              {
                role: 'user',
                parts: ask.turn.results.map(({ call, text, image }) => ({
                  functionResponse: {
                    ...(call.id === '' ? {} : { id: call.id }),
                    name: call.name,
                    response: { output: text },
                    ...(image
                      ? { parts: [{ inlineData: { mimeType: 'image/png', data: PNG } }] }
                      : {}),
                  },
                })),
              },
            ]),
      ],
      ...(ask.tools
        ? {
            tools: [
              { functionDeclarations: [{ ...WEATHER, parametersJsonSchema: WEATHER_PARAMETERS }] },
            ],
          }
        : {}),
      ...choice(ask),
      generationConfig: {
        ...(ask.schema
          ? { responseMimeType: 'application/json', responseJsonSchema: CITY_SCHEMA }
          : {}),
        ...(ask.looseSchema
          ? { responseMimeType: 'application/json', responseJsonSchema: LOOSE_SCHEMA }
          : {}),
        ...(ask.reasoning ? { thinkingConfig: { includeThoughts: true } } : {}),
        ...(ask.stop === undefined ? {} : { stopSequences: ask.stop }),
        ...(ask.maxTokens === undefined ? {} : { maxOutputTokens: ask.maxTokens }),
        ...(ask.temperature === undefined ? {} : { temperature: ask.temperature }),
        ...(ask.logprobs ? { responseLogprobs: true, logprobs: 2 } : {}),
      },
    },
  }),

  readWhole: (body) => heard([Answer.parse(body)], 0),

  readStream(body) {
    const events = eventsOf(body).map(({ data }) => JSON.parse(data) as unknown);
    const last = ErrorBody.safeParse(events.at(-1));
    const chunks = (last.success ? events.slice(0, -1) : events).map((event) =>
      Answer.parse(event),
    );
    const reasons = chunks.flatMap(({ candidates }) => candidates[0]?.finishReason ?? []);
    if (
      !last.success &&
      (reasons.length !== 1 || chunks.at(-1)?.candidates[0]?.finishReason === undefined)
    ) {
      throw new Error(`reasons to have ended: ${reasons.join()}`);
    }
    if (new Set(chunks.map(({ responseId }) => responseId)).size > 1)
      throw new Error('chunks of one answer have several ids');
    const pieces = chunks.filter(({ candidates }) =>
      (candidates[0]?.content?.parts ?? []).some(({ text, functionCall }) => text || functionCall),
    ).length;
    return { ...heard(chunks, pieces), error: last.success ? last.data.error.message : null };
  },

  readError: (body) => ErrorBody.parse(body).error.message,
};

function partsOf({ text, image, document }: Ask): unknown[] {
  return [
    { text },
    ...(image ? [{ inlineData: { mimeType: 'image/png', data: PNG } }] : []),
    ...(document
      ? [{ inlineData: { mimeType: 'application/pdf', data: PDF, displayName: PDF_NAME } }]
      : []),
  ];
}

function choice({ toolChoice }: Ask): object {
  if (toolChoice === undefined) return {};
  const functionCallingConfig =
    toolChoice === 'none'
      ? { mode: 'NONE' }
      : {
          mode: 'ANY',
          ...(toolChoice === 'required' ? {} : { allowedFunctionNames: [toolChoice] }),
        };
  return { toolConfig: { functionCallingConfig } };
}

function heard(chunks: readonly Answer[], pieces: number): Heard {
  const candidates = chunks.flatMap((chunk) => chunk.candidates);
  const parts = candidates.flatMap(({ content }) => content?.parts ?? []);
  const calls = parts.flatMap(({ functionCall }) => functionCall ?? []);
  const finish = candidates.find(({ finishReason }) => finishReason !== undefined);
  const said = (isThought: boolean) =>
    parts.map(({ text = '', thought = false }) => (thought === isThought ? text : '')).join('');
  return {
    text: said(false),
    reasoning: said(true),
    refusal: finish?.finishReason === 'SAFETY' ? (finish.finishMessage ?? said(false)) : '',
    calls: calls.map(({ id = '', name, args = {} }) => ({ id, name, arguments: args })),
    stop: stopOf(finish?.finishReason, calls.length > 0),
    usage: usageOf(
      chunks.findLast(({ usageMetadata }) => usageMetadata !== undefined)?.usageMetadata,
    ),
    logprobs: candidates.flatMap(({ logprobsResult: result }) =>
      (result?.chosenCandidates ?? []).map(({ token, logProbability }, n) => ({
        token,
        logprob: logProbability,
        others: result?.topCandidates?.[n]?.candidates.length ?? 0,
      })),
    ),
    pieces,
    error: null,
    turn: { role: 'model', parts: joined(parts) },
  };
}

/** As clients keep a streamed turn: texts in one, what has a signature by itself. */
function joined(parts: readonly Part[]): Part[] {
  const turn: Part[] = [];
  for (const part of parts) {
    const last = turn.at(-1);
    const isMore =
      last?.text !== undefined &&
      part.text !== undefined &&
      last.thought === part.thought &&
      last.thoughtSignature === undefined;
    if (!isMore) turn.push({ ...part });
    else if (last !== undefined) Object.assign(last, { ...part, text: `${last.text}${part.text}` });
  }
  return turn;
}

function stopOf(reason: string | undefined, calls: boolean): Heard['stop'] {
  if (reason === undefined) return null;
  if (reason === 'MAX_TOKENS') return 'length';
  if (reason === 'STOP') return calls ? 'calls' : 'end';
  return 'refusal';
}

function usageOf(usage: z.infer<typeof Usage> | undefined): HeardUsage | null {
  if (usage === undefined) return null;
  const {
    promptTokenCount: input,
    candidatesTokenCount: made = 0,
    thoughtsTokenCount: thought,
    totalTokenCount: total,
    cachedContentTokenCount: cached,
  } = usage;
  if (total !== input + made + (thought ?? 0)) throw new Error('the total is not the sum');
  return {
    input,
    output: made + (thought ?? 0),
    cacheRead: cached ?? null,
    cacheWrite: null,
    reasoning: thought ?? null,
  };
}
