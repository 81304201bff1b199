import { isJsonObject } from '../../lib/json-object.ts';
import { elementsOf, findMember, findMembers, type Range } from '../../lib/json-ranges.ts';
import { parseBytes } from '../json.ts';
import { previewBy, readerAsDecoder } from '../preview.ts';
import { readCandidate } from './codec/read-candidate.ts';
import { inputsOf, messagesIn } from './codec/read-conversation.ts';
import { beginsStream } from './stream-form.ts';
import { createStreamReader } from './stream-reader.ts';

export const previewContents = previewBy({
  readTurn: (turn) => messagesIn({ contents: [turn] }),
  otherInput(request) {
    const [content, requests] = findMembers(request, ['content', 'requests']);
    const first = requests === undefined ? undefined : elementsOf(request, requests, 1)[0];
    const asked =
      content === undefined
        ? { requests: [valueAt(request, first)] }
        : { content: valueAt(request, content) };
    return inputsOf(asked)?.[0] ?? '';
  },
  readFirstAnswer(response) {
    const candidates = findMember(response, 'candidates');
    const first = candidates === null ? undefined : elementsOf(response, candidates, 1)[0];
    const candidate = valueAt(response, first);
    return isJsonObject(candidate) ? readCandidate(candidate) : null;
  },
  beginsStream,
  streamDecoder: () => readerAsDecoder(createStreamReader()),
});

function valueAt(body: Buffer, range: Range | undefined): unknown {
  return range === undefined ? undefined : parseBytes(body, range.start, range.end);
}
