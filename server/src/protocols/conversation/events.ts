import { z } from 'zod';
import { ContentPart } from './conversation.ts';
import { Usage } from './usage.ts';

const answer = z.number().int().nonnegative();

/**
 * A reply as it comes in. `answer` is the place of one of several answers, `call` that of a tool call among those of its
 * answer, in the order in which the model began them; pieces of different calls may take turns.
 */
export const ConversationEvent = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['text', 'reasoning', 'refusal']), answer, content: z.string() }),
  z.object({ type: z.literal('signature'), answer, signature: z.string() }),
  z.object({
    type: z.literal('tool_call'),
    answer,
    call: z.number().int().nonnegative(),
    kind: z.enum(['function', 'custom']),
    /** With the first piece; null in those after it. */
    id: z.string().nullable(),
    name: z.string(),
    arguments: z.string(),
  }),
  /** `data` is Base64 of a piece by itself. */
  z.object({
    type: z.literal('audio'),
    answer,
    id: z.string().nullable(),
    data: z.string(),
    transcript: z.string(),
  }),
  z.object({ type: z.literal('part'), answer, part: ContentPart }),
  z.object({ type: z.literal('stop'), answer, reason: z.string() }),
  z.object({ type: z.literal('usage'), usage: Usage }),
  z.object({ type: z.literal('error'), message: z.string() }),
]);
export type ConversationEvent = Readonly<z.infer<typeof ConversationEvent>>;
