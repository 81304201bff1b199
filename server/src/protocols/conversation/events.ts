import { z } from 'zod';
import { Citation, ContentPart, TokenLogprob } from './conversation.ts';
import { Usage } from './usage.ts';

const answer = z.number().int().nonnegative();
/** A part of its own begins, though one of its kind is in progress. */
const begins = z.literal(true).optional();

/**
 * A reply as it comes in. `answer` is the place of one of several answers, `call` that of a tool call among those of its
 * answer, in the order in which the model began them; pieces of different calls may take turns. A piece of text, reasoning or
 * refusal goes on with the part before it where that is of its kind.
 */
export const ConversationEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['text', 'reasoning', 'refusal']),
    answer,
    content: z.string(),
    begins,
  }),
  /** Ends the part of reasoning in progress, or is one by itself. One with an id alone only names it. */
  z.object({
    type: z.literal('signature'),
    answer,
    signature: z.string().nullable(),
    id: z.string().optional(),
    encrypted: z.string().optional(),
    begins,
  }),
  /** On the text in progress. A signature ends it. */
  z.object({ type: z.literal('citation'), answer, citation: Citation }),
  z.object({ type: z.literal('text_signature'), answer, signature: z.string() }),
  z.object({ type: z.literal('logprobs'), answer, logprobs: z.array(TokenLogprob) }),
  z.object({
    type: z.literal('tool_call'),
    answer,
    call: z.number().int().nonnegative(),
    kind: z.enum(['function', 'custom']),
    /** With the first piece; null in those after it. */
    id: z.string().nullable(),
    name: z.string(),
    arguments: z.string(),
    signature: z.string().optional(),
  }),
  /** `data` is Base64 of a piece by itself. */
  z.object({
    type: z.literal('audio'),
    answer,
    id: z.string().nullable(),
    data: z.string(),
    transcript: z.string(),
    begins,
  }),
  z.object({ type: z.literal('part'), answer, part: ContentPart }),
  z.object({
    type: z.literal('stop'),
    answer,
    reason: z.string(),
    sequence: z.string().optional(),
  }),
  z.object({ type: z.literal('usage'), usage: Usage }),
  /** `code`: by the provider's own word, where it has one. */
  z.object({ type: z.literal('error'), message: z.string(), code: z.string().optional() }),
]);
export type ConversationEvent = Readonly<z.infer<typeof ConversationEvent>>;
