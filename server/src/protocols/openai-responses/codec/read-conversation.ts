import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Message, Prompt } from '../../conversation/conversation.ts';
import { type Conversation, joinEvents, type Reply } from '../../conversation/index.ts';
import { parseBytes } from '../../json.ts';
import { Members } from '../../members.ts';
import { RequestFault } from '../../request-fault.ts';
import { beginsEvents } from '../../sse/stream-type.ts';
import { readResponse } from '../read-response.ts';
import { joinItems, readItems } from './read-messages.ts';
import { readTools } from './read-tools.ts';
import { LENIENT } from './reading.ts';
import { ResponsesStreamDecoder } from './responses-stream-decoder.ts';

const NOT_PARAMETERS: ReadonlySet<string> = new Set(['model', 'instructions', 'input', 'tools']);

/** Both bodies of a request; null where the request's is not a JSON object. */
export function readConversation(request: Buffer, response: Buffer): Conversation | null {
  const prompt = readPrompt(request);
  return prompt === null ? null : { ...prompt, ...readAnyReply(response) };
}

function readPrompt(request: Buffer): Prompt | null {
  const value = parseBytes(request);
  if (!isJsonObject(value)) return null;
  const body = new Members(value);
  const text = value['text'];
  const format = isJsonObject(text) && isJsonObject(text['format']) ? text['format'] : {};
  return {
    messages: shownMessages(value),
    tools: asFarAsRead(() => readTools(body, LENIENT)),
    output_schema: format['schema'] ?? null,
    inputs: null,
    parameters: Object.fromEntries(
      Object.entries(value).filter(([name]) => !NOT_PARAMETERS.has(name)),
    ),
  };
}

/** What `instructions` and `input` say, as far as it can be read. */
export function shownMessages(body: JsonObject): Message[] {
  return asFarAsRead(() => joinItems(readItems(new Members(body), LENIENT)));
}

/** Nothing of what is not as the protocol says. */
function asFarAsRead<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RequestFault)) throw error;
    return [];
  }
}

/** An answer, streamed or not, as its first bytes tell. */
export function readAnyReply(response: Buffer): Reply {
  const decoder = new ResponsesStreamDecoder();
  if (beginsEvents(response)) {
    return joinEvents([...decoder.push(response), ...decoder.finish()]);
  }
  const { usage, error } = readResponse(response);
  const body = parseBytes(response);
  const said = isJsonObject(body) ? decoder.readWhole(body) : [];
  return {
    ...joinEvents(said),
    usage,
    error: error === null ? null : (error.message ?? response.toString('utf8')),
  };
}
