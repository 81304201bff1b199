import type { Part } from './conversation.ts';

/** What a person reads of a message that was sent: its texts, line by line. */
export function messageText(parts: readonly Part[]): string {
  return parts.flatMap(spoken).join('\n');
}

/**
 * What a person reads of an answer: its text, or what it says in place of one, and the tools that it calls, line by line;
 * its reasoning where there is nothing else.
 */
export function answerText(parts: readonly Part[]): string {
  const said = [...parts.flatMap(saidIn), ...parts.flatMap(called)].filter(
    (text) => text.trim() !== '',
  );
  return said.length > 0 ? said.join('\n') : reasoningText(parts);
}

/** As answerText, with the reasoning before it. */
export function wholeAnswerText(parts: readonly Part[]): string {
  const reasoning = reasoningText(parts);
  const rest = answerText(parts);
  return reasoning === '' || rest === reasoning ? rest : `${reasoning}\n\n${rest}`;
}

function reasoningText(parts: readonly Part[]): string {
  return parts
    .flatMap((part) => (part.type === 'reasoning' && part.content !== '' ? [part.content] : []))
    .join('\n');
}

function spoken(part: Part): string[] {
  if (part.type === 'text') return [part.content];
  return part.type === 'tool_result' ? part.content.flatMap(spoken) : [];
}

/** Texts one behind another are one text, cut where its citations change. */
function saidIn(part: Part, i: number, parts: readonly Part[]): string[] {
  if (part.type === 'text') {
    if (parts[i - 1]?.type === 'text') return [];
    const end = parts.findIndex(({ type }, at) => at > i && type !== 'text');
    const texts = parts.slice(i, end === -1 ? parts.length : end);
    return [texts.map((text) => (text.type === 'text' ? text.content : '')).join('')];
  }
  if (part.type === 'refusal') return [part.content];
  return part.type === 'audio' && part.transcript !== null ? [part.transcript] : [];
}

function called(part: Part): string[] {
  return part.type === 'tool_call' ? [`${part.name}(${part.arguments})`] : [];
}
