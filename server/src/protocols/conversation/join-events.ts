import type { Reply } from './conversation.ts';
import type { ConversationEvent } from './events.ts';
import { JoinedAnswer } from './joined-answer.ts';
import type { Usage } from './usage.ts';

/** The reply that the events of a stream come to; it may have broken off anywhere. */
export function joinEvents(events: Iterable<ConversationEvent>): Reply {
  // By their places, which a provider may number as it likes.
  const answers = new Map<number, JoinedAnswer>();
  let usage: Usage | null = null;
  let error: string | null = null;
  for (const event of events) {
    if (event.type === 'usage') usage = event.usage;
    else if (event.type === 'error') error ??= event.message;
    else {
      const joined = answers.get(event.answer) ?? new JoinedAnswer();
      answers.set(event.answer, joined);
      joined.take(event);
    }
  }
  // Where another one has begun, the first has said nothing yet.
  if (answers.size > 0 && !answers.has(0)) answers.set(0, new JoinedAnswer());
  const inOrder = [...answers].sort(([a], [b]) => a - b);
  return {
    answers: inOrder.map(([, joined]) => joined.answer()),
    vectors: null,
    usage,
    error,
  };
}
