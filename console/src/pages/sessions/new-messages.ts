import { type Conversation, type Message, textOfItems } from '../../observe/trace/conversation.ts';

/**
 * How many of a request's messages were read before: those of the request before it and its answer, which clients send again
 * each time. 0 where they have nothing in common.
 */
export function readBefore(now: Conversation, before: Conversation | null): number {
  if (before === null) return 0;
  const known = [...before.messages, ...before.answers.slice(0, 1)].map(fingerprint);
  let count = 0;
  while (count < known.length && count < now.messages.length) {
    const message = now.messages[count];
    if (message === undefined || fingerprint(message) !== known[count]) break;
    count += 1;
  }
  return count;
}

/** What both an answer and the message that repeats it have: clients may leave out what it thought, and what it relied on. */
function fingerprint({ role, items }: Message): string {
  const others = items.flatMap((item) => {
    if (item.kind === 'text' || item.kind === 'reasoning') return [];
    return [item.kind === 'call' ? [item.call.name, item.call.arguments] : item];
  });
  return JSON.stringify([role, textOfItems(items, ''), others]);
}
