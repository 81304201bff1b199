import type { Part, Reply } from './conversation.ts';
import type { ConversationEvent } from './events.ts';

/** A whole reply as the events of a stream that says the same: `joinEvents` of them is the reply again. */
export function replyEvents({ answers, usage, error }: Reply): ConversationEvent[] {
  const events: ConversationEvent[] = [];
  for (const [answer, { parts, stop_reason: reason }] of answers.entries()) {
    let call = 0;
    for (const part of parts) {
      events.push(...partEvents(part, answer, call));
      if (part.type === 'tool_call') call++;
    }
    if (reason !== null) events.push({ type: 'stop', answer, reason });
  }
  if (usage !== null) events.push({ type: 'usage', usage });
  if (error !== null) events.push({ type: 'error', message: error });
  return events;
}

function partEvents(part: Part, answer: number, call: number): ConversationEvent[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return [{ type: part.type, answer, content: part.content }];
    case 'reasoning': {
      const { content, signature } = part;
      return [
        ...(content === '' ? [] : [{ type: 'reasoning' as const, answer, content }]),
        ...(signature === null ? [] : [{ type: 'signature' as const, answer, signature }]),
      ];
    }
    case 'tool_call':
      return [{ ...part, answer, call }];
    case 'audio': {
      const { source, transcript } = part;
      const id = source?.kind === 'file' ? source.id : null;
      const data = source?.kind === 'inline' ? source.data : '';
      return [{ type: 'audio', answer, id, data, transcript: transcript ?? '' }];
    }
    case 'tool_result':
      // No model answers with one.
      return [];
    default:
      return [{ type: 'part', answer, part }];
  }
}
