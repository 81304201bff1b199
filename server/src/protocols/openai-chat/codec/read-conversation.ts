import type { Conversation, Reply } from '../../conversation/conversation.ts';
import { joinEvents } from '../../conversation/join-events.ts';
import { beginsEvents } from '../../sse/stream-type.ts';
import { ChatStreamDecoder } from './chat-stream-decoder.ts';
import { readPrompt, readReply } from './read-body.ts';

const NO_REPLY: Reply = { answers: [], vectors: null, usage: null, error: null };

/** Both bodies of a request; null where the request's is not a JSON object. */
export function readConversation(request: Buffer, response: Buffer): Conversation | null {
  const prompt = readPrompt(request);
  return prompt === null ? null : { ...prompt, ...readAnyReply(response) };
}

/** An answer, streamed or not, as its first bytes tell: what servers call it is not to be relied on. */
export function readAnyReply(response: Buffer): Reply {
  if (response.length === 0) return NO_REPLY;
  if (!beginsEvents(response)) return readReply(response);
  const decoder = new ChatStreamDecoder();
  return joinEvents([...decoder.push(response), ...decoder.finish()]);
}
