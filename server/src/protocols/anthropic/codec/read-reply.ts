import { isJsonObject } from '../../../lib/json-object.ts';
import type { Conversation, Part, Reply } from '../../conversation/conversation.ts';
import { joinEvents } from '../../conversation/join-events.ts';
import type { Usage } from '../../conversation/usage.ts';
import { textOrNull } from '../../json.ts';
import { Members } from '../../members.ts';
import { beginsEvents } from '../../sse/stream-type.ts';
import { readResponse } from '../read-response.ts';
import { MessagesStreamDecoder } from './messages-stream-decoder.ts';
import { readContent } from './read-blocks.ts';
import { readPrompt } from './read-prompt.ts';
import { readStopReason, refusalOf } from './stop-reasons.ts';
import { parseBody } from './tool-input.ts';

const NO_REPLY: Reply = { answers: [], vectors: null, usage: null, error: null };

/** Both bodies of a request; null where the request's is not a JSON object. */
export function readConversation(request: Buffer, response: Buffer): Conversation | null {
  const prompt = readPrompt(request);
  return prompt === null ? null : { ...prompt, ...readReply(response) };
}

/** An answer, streamed or not, as its first bytes tell: what servers call it is not to be relied on. */
export function readReply(response: Buffer): Reply {
  if (response.length === 0) return NO_REPLY;
  if (!beginsEvents(response)) return readMessage(response);
  const decoder = new MessagesStreamDecoder();
  return joinEvents([...decoder.push(response), ...decoder.finish()]);
}

/** An answer that was not streamed: a message, an error, or a count, which is of what would go in. */
function readMessage(body: Buffer): Reply {
  const value = parseBody(body);
  const message = new Members(isJsonObject(value) ? value : {});
  const { usage, error } = readResponse(body);
  const reason = textOrNull(message.any('stop_reason'));
  const sequence = textOrNull(message.any('stop_sequence'));
  const refusal = refusalOf(message.any('stop_details'));
  const refused: Part[] = refusal === null ? [] : [{ type: 'refusal', content: refusal }];
  const answer = {
    role: 'assistant',
    name: null,
    parts: [...readContent(message, 'content', { lenient: true, others: [] }), ...refused],
    stop_reason: reason === null ? null : readStopReason(reason),
    ...(sequence === null ? {} : { stop_sequence: sequence }),
  };
  return {
    answers: message.any('content') === undefined ? [] : [answer],
    vectors: null,
    usage: usage ?? countOf(message.any('input_tokens')),
    error: error === null ? null : (error.message ?? JSON.stringify(message.any('error'))),
  };
}

function countOf(tokens: unknown): Usage | null {
  return typeof tokens === 'number' ? { input: tokens } : null;
}
