import type { TraceDetail } from '../types.ts';
import type { Item, StoredMessage, StoredPart, Tool } from './item.ts';
import { itemsOf } from './items.ts';

export interface Message {
  readonly role: string;
  readonly name: string | null;
  readonly items: readonly Item[];
  readonly finishReason: string | null;
  /** Of the texts at which the answer was to stop, the one that it came to. */
  readonly stopSequence: string | null;
}

/** A conversation as it is shown. */
export interface Conversation {
  /** What was sent, the oldest first; results of tools stand with their calls. */
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  /** The JSON Schema that the answer was to follow; null: none. */
  readonly outputSchema: unknown;
  /** What came back: one answer, or as many as were asked for. */
  readonly answers: readonly Message[];
  /** Of an embeddings request: the texts. */
  readonly inputs: readonly string[] | null;
  readonly vectors: { readonly count: number; readonly dimensions: number | null } | null;
  /** What an error answer said. */
  readonly error: string | null;
}

/** As the server read the bodies, of whatever protocol; null where there is none. */
export function conversationOf({
  conversation,
}: Pick<TraceDetail, 'conversation'>): Conversation | null {
  if (conversation === null) return null;
  const { messages, tools, output_schema, answers, inputs, vectors, error } = conversation;
  return {
    messages: withResults(messages),
    tools,
    outputSchema: output_schema ?? null,
    answers: answers.map((answer) => ({
      ...messageOf(answer),
      finishReason: answer.stop_reason,
      stopSequence: answer.stop_sequence ?? null,
    })),
    inputs,
    vectors,
    error,
  };
}

type Result = Extract<StoredPart, { type: 'tool_result' }>;
const NO_RESULTS: ReadonlyMap<string, Result> = new Map();

function messageOf({ role, name, parts }: StoredMessage, results = NO_RESULTS): Message {
  return { role, name, items: itemsOf(parts, results), finishReason: null, stopSequence: null };
}

/** Puts what tools answered beside the calls; an answer to no known call stays where it is. */
function withResults(messages: readonly StoredMessage[]): readonly Message[] {
  const parts = messages.flatMap((message) => message.parts);
  const called = new Set(parts.flatMap((part) => (part.type === 'tool_call' ? [part.id] : [])));
  called.delete(null);
  const results = new Map(
    parts.flatMap((part) =>
      part.type === 'tool_result' && part.id !== null ? [[part.id, part] as const] : [],
    ),
  );
  return messages.flatMap((stored) => {
    const left = stored.parts.filter(
      (part) => !(part.type === 'tool_result' && called.has(part.id)),
    );
    const moved = left.length < stored.parts.length;
    return moved && left.length === 0 ? [] : [messageOf({ ...stored, parts: left }, results)];
  });
}

/** All that a message says, as one text. */
export function textOfItems(items: readonly Item[], between = '\n'): string {
  return items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])).join(between);
}
