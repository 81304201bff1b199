import { type Message, NUMBERS, type ParameterName, type PlaygroundColumn } from './column.ts';

export interface ChatBody {
  readonly model: string;
  readonly [member: string]: unknown;
}

/** A field that cannot be sent as it stands. */
export interface Fault {
  readonly field: 'model' | 'messages' | 'tools' | 'schema' | ParameterName;
  readonly text: string;
}

/** A column as the body of a chat completion, or what is wrong with it. */
export function bodyOf(column: PlaygroundColumn): ChatBody | Fault {
  if (column.model.trim() === '') return { field: 'model', text: 'Choose a model.' };
  const messages = messagesOf(column);
  if (isFault(messages)) return messages;
  if (messages.length === 0) return { field: 'messages', text: 'Write a message.' };
  const body: Record<string, unknown> = { messages };
  for (const name of NUMBERS) {
    const text = column.parameters[name].trim();
    if (text === '') continue;
    const value = Number(text);
    if (!Number.isFinite(value)) return { field: name, text: `${name} is no number.` };
    body[name] = value;
  }
  const stop = column.parameters.stop.split('\n').filter((line) => line !== '');
  if (stop.length > 0) body['stop'] = stop.length === 1 ? stop[0] : stop;
  if (column.tools.trim() !== '') {
    const tools = parse(column.tools);
    if (!Array.isArray(tools)) return { field: 'tools', text: 'The tools are no JSON list.' };
    if (tools.length > 0) body['tools'] = tools;
  }
  if (column.schema.trim() !== '') {
    const schema = parse(column.schema);
    if (!isRecord(schema)) return { field: 'schema', text: 'The schema is no JSON object.' };
    body['response_format'] = {
      type: 'json_schema',
      json_schema: { name: nameOf(schema), schema, strict: true },
    };
  }
  if (column.stream) {
    body['stream'] = true;
    body['stream_options'] = { include_usage: true };
  }
  return { model: column.model.trim(), ...body };
}

export function isFault(value: unknown): value is Fault {
  return isRecord(value) && 'field' in value && 'text' in value;
}

function messagesOf({ system, messages }: PlaygroundColumn): Fault | Record<string, unknown>[] {
  const list: Record<string, unknown>[] =
    system.trim() === '' ? [] : [{ role: 'system', content: system }];
  for (const message of messages) {
    if (isBlank(message)) continue;
    const one = messageOf(message);
    if (isFault(one)) return one;
    list.push(one);
  }
  return list.some(({ role }) => role !== 'system') ? list : [];
}

/** A tool may well answer with nothing. */
function isBlank({ role, text, images, toolCalls }: Message): boolean {
  return role !== 'tool' && text === '' && images.length === 0 && toolCalls.trim() === '';
}

function messageOf({ role, text, images, toolCallId, toolCalls }: Message) {
  switch (role) {
    case 'user':
      return { role, content: images.length === 0 ? text : withImages(text, images) };
    case 'tool':
      return { role, tool_call_id: toolCallId, content: text };
    case 'assistant': {
      if (toolCalls.trim() === '') return { role, content: text };
      const calls = parse(toolCalls);
      if (!Array.isArray(calls)) {
        return { field: 'messages', text: 'The tool calls are no JSON list.' } as const;
      }
      return { role, content: text === '' ? null : text, tool_calls: calls };
    }
  }
}

function withImages(text: string, images: readonly string[]) {
  return [
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...images.map((url) => ({ type: 'image_url', image_url: { url } })),
  ];
}

/** Hosts want a name of letters, digits, dashes and underscores. */
function nameOf(schema: Record<string, unknown>): string {
  const title = typeof schema['title'] === 'string' ? schema['title'] : '';
  return title.replace(/[^\w-]+/g, '_').slice(0, 64) || 'answer';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
