import { findMember } from '../../lib/json-ranges.ts';
import { parseBytes } from '../json.ts';
import { Members } from '../members.ts';
import { previewBy } from '../preview.ts';
import { beginsEvents } from '../sse/stream-type.ts';
import { MessagesStreamDecoder } from './codec/messages-stream-decoder.ts';
import { readContent } from './codec/read-blocks.ts';
import { shownMessages } from './codec/read-prompt.ts';

export const previewMessages = previewBy({
  readTurn: (turn) => shownMessages(undefined, [turn]),
  otherInput: () => '',
  readFirstAnswer(response) {
    const range = findMember(response, 'content');
    if (range === null) return null;
    const content = parseBytes(response, range.start, range.end);
    const message = new Members({ content });
    return { parts: readContent(message, 'content', { lenient: true, others: [] }) };
  },
  beginsStream: beginsEvents,
  streamDecoder: () => new MessagesStreamDecoder(),
});
