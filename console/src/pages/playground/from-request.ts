import {
  type Message,
  NO_PARAMETERS,
  newColumn,
  newMessage,
  PARAMETERS,
  type Parameters,
  type PlaygroundColumn,
} from './column.ts';

/** The body of a recorded chat as a column to try it again with; null where it is none. `model`: where it went. */
export function columnFrom(text: string, model: string): PlaygroundColumn | null {
  const body = record(parse(text));
  if (body === null || !Array.isArray(body['messages'])) return null;
  const all = body['messages'].map(record).filter((one) => one !== null);
  const system = all.filter(({ role }) => role === 'system' || role === 'developer');
  const others = all.filter((one) => !system.includes(one));
  return {
    ...newColumn(model),
    system: system.map(({ content }) => textOf(content)).join('\n\n'),
    messages: others.length === 0 ? [newMessage('user')] : others.map(messageFrom),
    parameters: parametersFrom(body),
    tools: Array.isArray(body['tools']) ? JSON.stringify(body['tools'], null, 2) : '',
    schema: schemaFrom(body['response_format']),
    stream: body['stream'] === true,
  };
}

function messageFrom(message: Record<string, unknown>): Message {
  const { role, content, tool_call_id: callId, tool_calls: calls } = message;
  const known = role === 'assistant' || role === 'tool' ? role : 'user';
  return {
    ...newMessage(known, textOf(content)),
    images: imagesOf(content),
    toolCallId: typeof callId === 'string' ? callId : '',
    toolCalls: Array.isArray(calls) ? JSON.stringify(calls, null, 2) : '',
  };
}

function parametersFrom(body: Record<string, unknown>): Parameters {
  const found: Record<string, string> = {};
  for (const name of PARAMETERS) {
    const value = body[name];
    if (typeof value === 'number' || typeof value === 'string') found[name] = String(value);
    else if (Array.isArray(value)) found[name] = value.join('\n');
  }
  return { ...NO_PARAMETERS, ...found };
}

function schemaFrom(format: unknown): string {
  const schema = record(record(format)?.['json_schema'])?.['schema'];
  return schema === undefined ? '' : JSON.stringify(schema, null, 2);
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return parts(content)
    .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
    .join('\n');
}

/** Only those that the body itself holds: an address would be asked for by whoever looks at this. */
function imagesOf(content: unknown): string[] {
  return parts(content).flatMap(({ image_url: image }) => {
    const url = record(image)?.['url'];
    return typeof url === 'string' && url.startsWith('data:image/') ? [url] : [];
  });
}

function parts(content: unknown): Record<string, unknown>[] {
  return Array.isArray(content) ? content.map(record).filter((part) => part !== null) : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
