import { isJsonObject } from '../../lib/json-object.ts';
import { elementsOf, findMember } from '../../lib/json-ranges.ts';
import { parseBytes } from '../json.ts';
import { previewBy } from '../preview.ts';
import { beginsEvents } from '../sse/stream-type.ts';
import { ChatStreamDecoder } from './codec/chat-stream-decoder.ts';
import { readAnswer } from './codec/read-body.ts';
import { readMessage } from './codec/read-message.ts';

export const previewChat = previewBy({
  readTurn: (turn) => (isJsonObject(turn) ? [readMessage(turn)] : []),
  otherInputs: ['input', 'prompt', 'query'],
  readFirstAnswer(response) {
    const choices = findMember(response, 'choices');
    const first = choices === null ? undefined : elementsOf(response, choices, 1)[0];
    const choice = first === undefined ? null : parseBytes(response, first.start, first.end);
    return isJsonObject(choice) ? readAnswer(choice) : null;
  },
  beginsStream: beginsEvents,
  streamDecoder: () => new ChatStreamDecoder(),
});
