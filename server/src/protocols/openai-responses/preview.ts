import { findMember } from '../../lib/json-ranges.ts';
import { joinEvents } from '../conversation/index.ts';
import { parseBytes } from '../json.ts';
import { previewBy } from '../preview.ts';
import { beginsEvents } from '../sse/stream-type.ts';
import { shownMessages } from './codec/read-conversation.ts';
import { ResponsesStreamDecoder } from './codec/responses-stream-decoder.ts';

export const previewResponses = previewBy({
  readTurn: (turn) => shownMessages({ input: typeof turn === 'string' ? turn : [turn] }),
  otherInput: () => '',
  readFirstAnswer(response) {
    const range = findMember(response, 'output');
    if (range === null) return null;
    const output = parseBytes(response, range.start, range.end);
    return joinEvents(new ResponsesStreamDecoder().readWhole({ output })).answers[0] ?? null;
  },
  beginsStream: beginsEvents,
  streamDecoder: () => new ResponsesStreamDecoder(),
});
