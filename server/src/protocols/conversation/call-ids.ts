import type { Message, Part } from './conversation.ts';

/**
 * The messages with an id for each call that has none and for the result that answers it: some protocols name calls, others
 * leave it to their order.
 */
export function withCallIds(messages: readonly Message[]): readonly Message[] {
  if (!messages.some(({ parts }) => parts.some(isUnnamed))) return messages;
  const taken = new Set(messages.flatMap(({ parts }) => parts.flatMap(idOf)));
  const waiting: string[] = [];
  let count = 0;
  const nextId = (): string => {
    let id = `call_${count++}`;
    while (taken.has(id)) id = `call_${count++}`;
    return id;
  };
  const named = (part: Part): Part => {
    if (!isUnnamed(part)) return part;
    if (part.type === 'tool_result') return { ...part, id: waiting.shift() ?? nextId() };
    const id = nextId();
    waiting.push(id);
    return { ...part, id };
  };
  return messages.map((message) => ({ ...message, parts: message.parts.map(named) }));
}

function isUnnamed(part: Part): part is Extract<Part, { type: 'tool_call' | 'tool_result' }> {
  return (part.type === 'tool_call' || part.type === 'tool_result') && part.id === null;
}

function idOf(part: Part): string[] {
  return (part.type === 'tool_call' || part.type === 'tool_result') && part.id !== null
    ? [part.id]
    : [];
}
