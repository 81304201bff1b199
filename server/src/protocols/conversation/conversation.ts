import { z } from 'zod';
import { Usage } from './usage.ts';

/**
 * The one form in which bodies of every protocol are read, after the message parts of OpenTelemetry's GenAI conventions.
 * Each protocol has a codec to and from it. It is made when somebody reads, never on the way of a request that stays within
 * one protocol.
 */

/** Where the bytes of an image, a document or a sound are. */
export const Source = z.discriminatedUnion('kind', [
  /** `data` is Base64. */
  z.object({ kind: z.literal('inline'), media_type: z.string(), data: z.string() }),
  z.object({ kind: z.literal('uri'), uri: z.string(), media_type: z.string().optional() }),
  /** Kept by the provider under an id. */
  z.object({ kind: z.literal('file'), id: z.string() }),
]);
export type Source = z.infer<typeof Source>;

/** The provider may keep what stands up to here, for so long (Anthropic's `cache_control`). */
const cache = z.enum(['5m', '1h']).optional();
/** The provider's seal on a part, without which it does not take it back. */
const seal = z.string().optional();

/** What a text relies on; `start` and `end` are offsets in that part, in characters (code points), `end` exclusive. */
export const Citation = z.object({
  uri: z.string().nullable(),
  title: z.string().nullable(),
  quoted: z.string().nullable(),
  start: z.number().int().nonnegative().nullable(),
  end: z.number().int().nonnegative().nullable(),
});
export type Citation = z.infer<typeof Citation>;

const content = [
  z.object({
    type: z.literal('text'),
    content: z.string(),
    citations: z.array(Citation).optional(),
    signature: seal,
    cache,
  }),
  /** `detail`: how finely it is looked at, `low`, `high`, `auto`. */
  z.object({ type: z.literal('image'), source: Source, detail: z.string().optional(), cache }),
  z.object({ type: z.literal('document'), name: z.string().nullable(), source: Source, cache }),
  /** Null source: only what was said is known. */
  z.object({
    type: z.literal('audio'),
    source: Source.nullable(),
    transcript: z.string().nullable(),
  }),
  /** A part of a kind that is not known, as it was. `hosted`: of which of the provider's own tools it is a call, or what came of one. */
  z.object({ type: z.literal('unknown'), value: z.unknown(), hosted: z.string().optional() }),
] as const;

/** What may be said to a model or by a tool. */
export const ContentPart = z.discriminatedUnion('type', [...content]);
export type ContentPart = z.infer<typeof ContentPart>;

export const Part = z.discriminatedUnion('type', [
  ...content,
  z.object({
    type: z.literal('tool_call'),
    /** `custom`: the arguments are a text of the tool's own form, not JSON. */
    kind: z.enum(['function', 'custom']),
    id: z.string().nullable(),
    name: z.string(),
    /** As the model wrote them. */
    arguments: z.string(),
    signature: seal,
    cache,
  }),
  z.object({
    type: z.literal('tool_result'),
    /** The call's. */
    id: z.string().nullable(),
    content: z.array(ContentPart),
    /** The tool failed, and the content says how. */
    failed: z.boolean().optional(),
    cache,
  }),
  z.object({
    type: z.literal('reasoning'),
    content: z.string(),
    /** The provider's seal on it, without which it does not take it back. */
    signature: z.string().nullable(),
    /** The provider's own id of it, and what it holds in a form that only the provider reads. */
    id: z.string().optional(),
    encrypted: z.string().optional(),
  }),
  z.object({ type: z.literal('refusal'), content: z.string() }),
]);
export type Part = z.infer<typeof Part>;

export const Message = z.object({
  /** `system`, `developer`, `user`, `assistant`, `tool`, or as it was called. */
  role: z.string(),
  /** Of whoever speaks, where the message names them. */
  name: z.string().nullable(),
  parts: z.array(Part),
});
export type Message = z.infer<typeof Message>;

/** How likely a token was, as a natural logarithm, beside the likeliest in its place. */
export const TokenLogprob = z.object({
  token: z.string(),
  logprob: z.number(),
  bytes: z.array(z.number().int()).nullable(),
  top: z.array(
    z.object({
      token: z.string(),
      logprob: z.number(),
      bytes: z.array(z.number().int()).nullable(),
    }),
  ),
});
export type TokenLogprob = z.infer<typeof TokenLogprob>;

/** `stop_reason`: `stop`, `length`, `tool_calls`, `content_filter`, or a provider's own word; null: it did not end. */
export const Answer = Message.extend({
  stop_reason: z.string().nullable(),
  /** Of the texts at which it was to stop, the one that it came to. */
  stop_sequence: z.string().optional(),
  /** Of the tokens of its text, in order. */
  logprobs: z.array(TokenLogprob).optional(),
});
export type Answer = z.infer<typeof Answer>;

export const Tool = z.object({
  /** `hosted`: run by the provider (`web_search`, `code_execution`); its `parameters` are as it was written. */
  kind: z.enum(['function', 'custom', 'hosted']),
  name: z.string(),
  description: z.string().nullable(),
  /** A JSON Schema, or a custom tool's own format; null where the tool has none. */
  parameters: z.unknown(),
  /** Arguments are held to the schema. */
  strict: z.boolean().optional(),
  cache,
});
export type Tool = z.infer<typeof Tool>;

/** What was sent. */
export const Prompt = z.object({
  messages: z.array(Message),
  tools: z.array(Tool),
  /** The JSON Schema that the answer was to follow; null: none. */
  output_schema: z.unknown(),
  /** Of a request for embeddings: the texts. */
  inputs: z.array(z.string()).nullable(),
  /** Everything else that was asked for, by the protocol's own names. */
  parameters: z.record(z.string(), z.unknown()),
});
export type Prompt = z.infer<typeof Prompt>;

/** What came back: one answer, or as many as were asked for. */
export const Reply = z.object({
  answers: z.array(Answer),
  vectors: z
    .object({ count: z.number().int(), dimensions: z.number().int().nullable() })
    .nullable(),
  usage: Usage.nullable(),
  /** What an error answer, or an error in the middle of a stream, said. */
  error: z.string().nullable(),
});
export type Reply = z.infer<typeof Reply>;

export const Conversation = Prompt.extend(Reply.shape);
export type Conversation = z.infer<typeof Conversation>;
