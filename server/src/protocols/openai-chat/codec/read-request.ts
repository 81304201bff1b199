import { withCallIds } from '../../conversation/call-ids.ts';
import type { ModelRequest } from '../../conversation/model-request.ts';
import { parseBytes } from '../../json.ts';
import { Members } from '../../members.ts';
import type { Operation, ParsedRequest } from '../../parsed-request.ts';
import { RequestFault } from '../../request-fault.ts';
import { checkMessage } from './check-message.ts';
import { checkTools } from './check-tools.ts';
import { readMessage } from './read-message.ts';
import { readSettings } from './read-settings.ts';
import { readTools } from './read-tools.ts';

/**
 * Throws a `RequestFault` at a value that would get lost: one of another type than OpenAI publishes, or a name that it does not
 * know where it lists them all.
 */
export function readRequest({ document, operation }: ParsedRequest): ModelRequest {
  if (operation !== 'chat') throw notTranslated(operation);
  const body = new Members(parseBytes(withoutMark(document.bytes)));
  // It decides on the form of the answer: see `StreamWriter`.
  document.member('functions');
  const messages = body.objects('messages');
  if (messages.length === 0) {
    throw body.fault('messages', 'is missing or empty', 'Send a list of messages.');
  }
  const others = [...messages.flatMap(checkMessage), ...checkTools(body)];
  const settings = readSettings(body, others);
  body.skip('model', 'stream', 'stream_options');
  return {
    messages: withCallIds(messages.map(({ value }) => readMessage(value))),
    tools: readTools(body.value),
    settings,
    others: [...others, ...body.rest()],
  };
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function withoutMark(bytes: Buffer): Buffer {
  const marked = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return marked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

function notTranslated(operation: Operation): RequestFault {
  const asked = operation === 'embeddings' ? 'embeddings' : 'a text completion';
  return new RequestFault(
    'request_invalid',
    `a request for ${asked} cannot be translated for a provider of another protocol yet`,
    "Send it to a model of a provider that speaks OpenAI's protocol, or send a chat.",
    'model',
  );
}
