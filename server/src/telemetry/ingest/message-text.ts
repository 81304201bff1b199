export type Json = Readonly<Record<string, unknown>>;

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The text of a message's content: a string, or the text parts of a list. */
export function messageText(message: Json): string {
  const { content } = message;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => {
      const text = typeof part === 'object' && part !== null ? (part as Json)['text'] : null;
      return typeof text === 'string' ? text : '';
    })
    .filter((text) => text !== '')
    .join('\n');
}

/** What an assistant's message says: its text, or its refusal, or the tools that it calls. */
export function assistantText(message: unknown): string {
  if (typeof message !== 'object' || message === null) return '';
  const { refusal, tool_calls: calls } = message as Json;
  const text = messageText(message as Json);
  if (text !== '') return text;
  if (typeof refusal === 'string') return refusal;
  return Array.isArray(calls) ? calls.map(callText).join('\n') : '';
}

function callText(call: unknown): string {
  const f = (call as { function?: { name?: unknown; arguments?: unknown } } | null)?.function;
  return f === undefined ? '' : `${String(f.name ?? '')}(${String(f.arguments ?? '')})`;
}
