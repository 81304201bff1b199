import type { TraceDetail } from '../types.ts';
import { itemsOf } from './items.ts';

type Stored = NonNullable<TraceDetail['conversation']>;
export type StoredMessage = Stored['messages'][number];
export type StoredPart = StoredMessage['parts'][number];
export type Source = Extract<StoredPart, { type: 'image' }>['source'];
export type Tool = Stored['tools'][number];

/** What a text relies on. */
export interface Citation {
  readonly title: string | null;
  readonly uri: string | null;
  readonly quoted: string | null;
}

/** A piece of a message, in its place. */
export type Item =
  | { readonly kind: 'text'; readonly text: string; readonly citations: readonly Citation[] }
  | { readonly kind: 'image'; readonly source: Source }
  | { readonly kind: 'document'; readonly name: string | null; readonly source: Source }
  | { readonly kind: 'sound'; readonly source: Source | null; readonly transcript: string | null }
  | {
      readonly kind: 'reasoning';
      readonly text: string;
      /** Characters of what only its provider reads; 0: there is none of that. */
      readonly encrypted: number;
    }
  | { readonly kind: 'call'; readonly call: ToolCall }
  /** A call of a tool that the provider runs, or what came of it, as the provider says it. */
  | { readonly kind: 'hosted'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'other'; readonly value: unknown };

export interface ToolCall {
  readonly id: string | null;
  readonly name: string;
  readonly arguments: string;
  /** What the tool answered; null where the conversation does not say. */
  readonly result: readonly Item[] | null;
  /** What it answered is that it failed. */
  readonly failed: boolean;
}

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
