import { digestOf } from '../../../lib/digest.ts';
import type { Message } from '../../conversation/conversation.ts';

/** OpenAI refuses a longer id of a call (`string_above_max_length`); other protocols have them. */
const LONGEST = 40;

/**
 * The messages with ids of calls that a provider takes: the client's own, or, where that cannot be, one made of it, the same in
 * every request of the conversation, so that its beginning stays the same too. `length`: see `Quirks.callIdLength`.
 */
export function withTakenIds(messages: readonly Message[], length?: number): readonly Message[] {
  return messages.map((message) => ({
    ...message,
    parts: message.parts.map((part) =>
      (part.type === 'tool_call' || part.type === 'tool_result') && part.id !== null
        ? { ...part, id: taken(part.id, length) }
        : part,
    ),
  }));
}

function taken(id: string, length: number | undefined): string {
  const fits =
    length === undefined ? id.length <= LONGEST : id.length === length && /^[a-zA-Z0-9]*$/.test(id);
  return fits ? id : digest(id).slice(0, length ?? LONGEST);
}

/** Letters and digits alone. */
function digest(id: string): string {
  return digestOf(id)
    .toString('base64')
    .replaceAll(/[^a-zA-Z0-9]/g, '');
}
