import type { TraceDetail } from '../types.ts';

type Stored = NonNullable<TraceDetail['conversation']>;
type StoredMessage = Stored['messages'][number];
type StoredPart = StoredMessage['parts'][number];

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'other'; readonly value: unknown };

export interface ToolCall {
  readonly id: string | null;
  readonly name: string;
  readonly arguments: string;
  /** What the tool answered; null where the conversation does not say. */
  readonly result: readonly Part[] | null;
}

export interface Message {
  readonly role: string;
  readonly parts: readonly Part[];
  readonly reasoning: string | null;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: string | null;
}

/** A conversation as it is shown. */
export interface Conversation {
  /** What was sent, the oldest first; results of tools stand with their calls. */
  readonly messages: readonly Message[];
  /** What came back: one answer, or as many as were asked for. */
  readonly answers: readonly Message[];
  /** Of an embeddings request: the texts. */
  readonly inputs: readonly string[] | null;
  readonly vectors: { readonly count: number; readonly dimensions: number | null } | null;
  /** What an error answer said. */
  readonly error: string | null;
}

/** As the server read the bodies; null where there is none. */
export function conversationOf({
  conversation,
}: Pick<TraceDetail, 'conversation'>): Conversation | null {
  if (conversation === null) return null;
  const { messages, answers, inputs, vectors, error } = conversation;
  return {
    messages: withResults(messages),
    answers: answers.map((answer) => messageOf(answer, answer.stop_reason)),
    inputs,
    vectors,
    error,
  };
}

function messageOf({ role, parts }: StoredMessage, finishReason: string | null = null): Message {
  const reasoning = parts.flatMap((part) => (part.type === 'reasoning' ? [part.content] : []));
  return {
    role,
    parts: parts.flatMap(shown),
    reasoning: reasoning.join('\n') || null,
    toolCalls: parts.flatMap((part) =>
      part.type === 'tool_call'
        ? [{ id: part.id, name: part.name || 'unnamed', arguments: part.arguments, result: null }]
        : [],
    ),
    finishReason,
  };
}

/** Puts what tools answered beside the calls; an answer to no known call stays where it is. */
function withResults(messages: readonly StoredMessage[]): readonly Message[] {
  const parts = messages.flatMap((message) => message.parts);
  const called = new Set(parts.flatMap((part) => (part.type === 'tool_call' ? [part.id] : [])));
  called.delete(null);
  const results = new Map(
    parts.flatMap((part) =>
      part.type === 'tool_result' && part.id !== null ? [[part.id, shown(part)] as const] : [],
    ),
  );
  return messages
    .filter(({ parts: [first] }) => !(first?.type === 'tool_result' && called.has(first.id)))
    .map((stored) => {
      const message = messageOf(stored);
      return {
        ...message,
        toolCalls: message.toolCalls.map((call) => ({
          ...call,
          result: call.id === null ? null : (results.get(call.id) ?? null),
        })),
      };
    });
}

function shown(part: StoredPart): readonly Part[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return [{ kind: 'text', text: part.content }];
    case 'image':
      if (part.source.kind === 'uri') return [{ kind: 'image', url: part.source.uri }];
      if (part.source.kind === 'file') return [{ kind: 'other', value: part }];
      return [{ kind: 'image', url: `data:${part.source.media_type};base64,${part.source.data}` }];
    case 'audio':
      return part.transcript === null
        ? [{ kind: 'other', value: part }]
        : [{ kind: 'text', text: part.transcript }];
    case 'document':
      return [{ kind: 'other', value: part }];
    case 'unknown':
      return [{ kind: 'other', value: part.value }];
    case 'tool_result':
      return part.content.flatMap(shown);
    case 'tool_call':
    case 'reasoning':
      return [];
  }
}
