import { type Json, parseJson } from './message-text.ts';

/**
 * What the assistant says in a stream of `chat.completion.chunk` events: its first choice's text, refusal and tool calls,
 * at least `enough` characters of it or all there is.
 */
export function streamedText(body: Buffer, enough = Number.POSITIVE_INFINITY): string {
  let text = '';
  let calls = '';
  for (let at = 0; at < body.length && text.length + calls.length < enough; ) {
    const newline = body.indexOf(0x0a, at);
    const end = newline < 0 ? body.length : newline;
    // "data:" and at least an object.
    if (body[at] === 0x64 && end - at > 7 && body.toString('latin1', at, at + 5) === 'data:') {
      const delta = deltaOf(parseJson(body.toString('utf8', at + 5, end)));
      if (delta !== null) {
        if (typeof delta['content'] === 'string') text += delta['content'];
        else if (typeof delta['refusal'] === 'string') text += delta['refusal'];
        else if (Array.isArray(delta['tool_calls']))
          calls += delta['tool_calls'].map(callPart).join('');
      }
    }
    at = end + 1;
  }
  return text === '' ? calls : text;
}

function deltaOf(chunk: unknown): Json | null {
  const choices = (chunk as { choices?: unknown } | null)?.choices;
  if (!Array.isArray(choices)) return null;
  const first = choices.find((c: { index?: unknown } | null) => (c?.index ?? 0) === 0) as
    | { delta?: Json }
    | undefined;
  return typeof first?.delta === 'object' ? first.delta : null;
}

function callPart(call: unknown): string {
  const f = (call as { function?: { name?: unknown; arguments?: unknown } } | null)?.function;
  const name = typeof f?.name === 'string' ? `${f.name} ` : '';
  return name + (typeof f?.arguments === 'string' ? f.arguments : '');
}
