import type { StoredMessage, StoredPart, Tool } from '../../observe/trace/item.ts';
import type { TraceDetail } from '../../observe/types.ts';
import {
  type Message,
  NO_PARAMETERS,
  newColumn,
  newMessage,
  type ParameterName,
  type Parameters,
  type PlaygroundColumn,
} from './column.ts';

export type Recorded = NonNullable<TraceDetail['conversation']>;

/** What the protocols call the same setting; what stands here the playground has a field for. */
export const SETTINGS: { readonly [name: string]: ParameterName } = {
  temperature: 'temperature',
  top_p: 'top_p',
  topP: 'top_p',
  max_completion_tokens: 'max_completion_tokens',
  max_output_tokens: 'max_completion_tokens',
  maxOutputTokens: 'max_completion_tokens',
  max_tokens: 'max_tokens',
  seed: 'seed',
  n: 'n',
  candidateCount: 'n',
  stop: 'stop',
  stop_sequences: 'stop',
  stopSequences: 'stop',
};

/** A recorded chat of any protocol as a column, from the normal form of its bodies. What has no place there, `leftOut` names. */
export function columnFromConversation(
  conversation: Recorded,
  model: string,
  stream: boolean,
): PlaygroundColumn {
  const { messages, tools, output_schema: schema } = conversation;
  const others = messages.filter((message) => !isSystem(message)).flatMap(messagesOf);
  const known = tools.map(toolOf).filter((tool) => tool !== null);
  return {
    ...newColumn(model),
    system: messages
      .filter(isSystem)
      .map(({ parts }) => textOf(parts))
      .join('\n\n'),
    messages: others.length === 0 ? [newMessage('user')] : others,
    parameters: parametersOf(conversation.parameters),
    tools: known.length === 0 ? '' : JSON.stringify(known, null, 2),
    schema: schema === null || schema === undefined ? '' : JSON.stringify(schema, null, 2),
    stream,
  };
}

function isSystem({ role }: StoredMessage): boolean {
  return role === 'system' || role === 'developer';
}

/** What tools answered are messages of their own, wherever a protocol has them. */
function messagesOf({ role, parts }: StoredMessage): Message[] {
  const results = parts.flatMap((part) =>
    part.type === 'tool_result'
      ? [{ ...newMessage('tool', textOf(part.content)), toolCallId: part.id ?? '' }]
      : [],
  );
  const rest = parts.filter(({ type }) => type !== 'tool_result');
  if (rest.length === 0 && results.length > 0) return results;
  const calls = rest.map(callOf).filter((call) => call !== null);
  return [
    ...results,
    {
      ...newMessage(role === 'assistant' ? 'assistant' : 'user', textOf(rest)),
      images: rest.flatMap(imageOf),
      toolCalls: calls.length === 0 ? '' : JSON.stringify(calls, null, 2),
    },
  ];
}

function textOf(parts: readonly StoredPart[]): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.content] : [])).join('\n');
}

/** Only those that the body itself holds: an address would be asked for by whoever looks at this. */
function imageOf(part: StoredPart): string[] {
  if (part.type !== 'image' || part.source.kind !== 'inline') return [];
  return [`data:${part.source.media_type};base64,${part.source.data}`];
}

function callOf(part: StoredPart): object | null {
  if (part.type !== 'tool_call') return null;
  const { id, name, kind, arguments: text } = part;
  return kind === 'custom'
    ? { id, type: 'custom', custom: { name, input: text } }
    : { id, type: 'function', function: { name, arguments: text } };
}

function toolOf({ kind, name, description, parameters, strict }: Tool): object | null {
  const about = { name, ...(description === null ? {} : { description }) };
  if (kind === 'hosted') return null;
  if (kind === 'custom') {
    const format = parameters === null ? {} : { format: parameters };
    return { type: 'custom', custom: { ...about, ...format } };
  }
  const schema = parameters === null ? {} : { parameters };
  const held = strict === undefined ? {} : { strict };
  return { type: 'function', function: { ...about, ...schema, ...held } };
}

function parametersOf(asked: Recorded['parameters']): Parameters {
  const found: Partial<Record<ParameterName, string>> = {};
  for (const [name, value] of Object.entries(asked)) {
    const field = SETTINGS[name];
    if (field === undefined) continue;
    if (typeof value === 'number' || typeof value === 'string') found[field] = String(value);
    else if (Array.isArray(value)) found[field] = value.join('\n');
  }
  return { ...NO_PARAMETERS, ...found };
}
