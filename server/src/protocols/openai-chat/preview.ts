import { isJsonObject } from '../../lib/json-object.ts';
import { elementsOf, findMember } from '../../lib/json-ranges.ts';
import { parseBytes } from '../json.ts';
import { previewBy } from '../preview.ts';
import { beginsEvents } from '../sse/stream-type.ts';
import { ChatStreamDecoder } from './codec/chat-stream-decoder.ts';
import { readAnswer } from './codec/read-body.ts';
import { readMessage } from './codec/read-message.ts';

const OPEN_BRACKET = 0x5b;

export const previewChat = previewBy({
  readTurn: (turn) => (isJsonObject(turn) ? [readMessage(turn)] : []),
  otherInput(request) {
    for (const name of ['input', 'prompt', 'query']) {
      const input = findMember(request, name);
      if (input === null) continue;
      const list = request[input.start] === OPEN_BRACKET;
      const first = list ? elementsOf(request, input, 1)[0] : input;
      const text = first === undefined ? null : parseBytes(request, first.start, first.end);
      if (typeof text === 'string') return text;
    }
    return '';
  },
  readFirstAnswer(response) {
    const choices = findMember(response, 'choices');
    const first = choices === null ? undefined : elementsOf(response, choices, 1)[0];
    const choice = first === undefined ? null : parseBytes(response, first.start, first.end);
    return isJsonObject(choice) ? readAnswer(choice) : null;
  },
  beginsStream: beginsEvents,
  streamDecoder: () => new ChatStreamDecoder(),
});
