import type { ConversationEvent } from './read-events.ts';

type PieceOf<T extends ConversationEvent['type']> = Extract<ConversationEvent, { type: T }>;

/** A call of a tool as it comes in, part by part. */
export type ToolCall = Pick<PieceOf<'tool_call'>, 'kind' | 'id' | 'name' | 'arguments'>;

/** One of the `n` answers. */
export interface Choice {
  /** What it wrote, or said aloud. */
  readonly text: string;
  readonly reasoning: string;
  readonly refusal: string;
  readonly toolCalls: readonly ToolCall[];
  /** Images and the like. */
  readonly others: readonly PieceOf<'part'>['part'][];
  readonly finish: string | null;
}

export interface Received {
  readonly choices: readonly Choice[];
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** An error that came in the answer. */
  readonly error: string | null;
}

export const NOTHING_RECEIVED: Received = {
  choices: [],
  inputTokens: null,
  outputTokens: null,
  error: null,
};
const NO_CHOICE: Choice = {
  text: '',
  reasoning: '',
  refusal: '',
  toolCalls: [],
  others: [],
  finish: null,
};

/** Takes in what comes next. */
export function receive(before: Received, event: ConversationEvent): Received {
  if (event.type === 'error') return { ...before, error: before.error ?? event.message };
  if (event.type === 'usage') {
    const { input, output } = event.usage;
    return {
      ...before,
      inputTokens: input ?? before.inputTokens,
      outputTokens: output ?? before.outputTokens,
    };
  }
  const choices = [...before.choices];
  while (choices.length <= event.answer) choices.push(NO_CHOICE);
  choices[event.answer] = receivePiece(choices[event.answer] ?? NO_CHOICE, event);
  return { ...before, choices };
}

function receivePiece(
  before: Choice,
  event: Exclude<ConversationEvent, { type: 'usage' | 'error' }>,
): Choice {
  switch (event.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return { ...before, [event.type]: before[event.type] + event.content };
    case 'audio':
      return { ...before, text: before.text + event.transcript };
    case 'tool_call':
      return { ...before, toolCalls: receiveCall(before.toolCalls, event) };
    case 'part':
      return { ...before, others: [...before.others, event.part] };
    case 'stop':
      return { ...before, finish: event.reason };
    case 'signature':
    case 'text_signature':
    case 'citation':
    case 'logprobs':
      return before;
  }
}

/** Calls are numbered in the order in which they began. */
function receiveCall(
  calls: readonly ToolCall[],
  { call, kind, id, name, arguments: piece }: PieceOf<'tool_call'>,
): readonly ToolCall[] {
  const old = calls[call];
  if (old === undefined) return [...calls, { kind, id, name, arguments: piece }];
  return calls.with(call, {
    kind: old.kind,
    id: old.id ?? id,
    name: old.name + name,
    arguments: old.arguments + piece,
  });
}

/** Whether anything that was said has arrived: the time to the first token ends there. */
export function hasBegun({ choices }: Received): boolean {
  return choices.some(
    ({ text, reasoning, refusal, toolCalls, others }) =>
      text !== '' ||
      reasoning !== '' ||
      refusal !== '' ||
      toolCalls.length > 0 ||
      others.length > 0,
  );
}
