import type { JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { writeMessage, writeUsage } from './write-body.ts';

/** An event as the chunk that says it, but for the members that only name a stream. */
export function writeEvent(event: ConversationEvent): JsonObject {
  switch (event.type) {
    case 'text':
      return delta(event.answer, { content: event.content });
    case 'reasoning':
      return delta(event.answer, { reasoning_content: event.content });
    case 'signature': {
      const { answer, signature } = event;
      return delta(answer, { reasoning_details: [{ type: 'reasoning.text', signature }] });
    }
    case 'refusal':
      return delta(event.answer, { refusal: event.content });
    case 'tool_call': {
      const { answer, call, kind, id, name, arguments: input } = event;
      const named = name === '' ? {} : { name };
      const piece = kind === 'custom' ? { ...named, input } : { ...named, arguments: input };
      const identified = id === null ? {} : { id, type: kind };
      return delta(answer, { tool_calls: [{ index: call, ...identified, [kind]: piece }] });
    }
    case 'audio': {
      const { answer, id, data, transcript } = event;
      return delta(answer, { audio: { ...(id === null ? {} : { id }), data, transcript } });
    }
    case 'part': {
      const { content } = writeMessage({ role: 'user', name: null, parts: [event.part] });
      return delta(event.answer, { content });
    }
    case 'stop':
      return { choices: [{ index: event.answer, delta: {}, finish_reason: event.reason }] };
    case 'usage':
      return { choices: [], usage: writeUsage(event.usage) };
    case 'error':
      return { error: { message: event.message } };
  }
}

function delta(index: number, change: JsonObject): JsonObject {
  return { choices: [{ index, delta: change, finish_reason: null }] };
}
