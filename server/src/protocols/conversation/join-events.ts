import type { Reply } from './conversation.ts';
import type { ConversationEvent } from './events.ts';
import { JoinedAnswer } from './joined-answer.ts';
import type { Usage } from './usage.ts';

/** The reply that the events of a stream come to; it may have broken off anywhere. */
export function joinEvents(events: Iterable<ConversationEvent>): Reply {
  const answers: (JoinedAnswer | undefined)[] = [];
  let usage: Usage | null = null;
  let error: string | null = null;
  for (const event of events) {
    if (event.type === 'usage') usage = event.usage;
    else if (event.type === 'error') error ??= event.message;
    else {
      const joined = answers[event.answer] ?? new JoinedAnswer();
      answers[event.answer] = joined;
      joined.take(event);
    }
  }
  return {
    answers: answers.flatMap((joined) => (joined === undefined ? [] : [joined.answer()])),
    vectors: null,
    usage,
    error,
  };
}
