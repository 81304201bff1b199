import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Citation } from '../../conversation/conversation.ts';
import { listOf, textOrNull } from '../../json.ts';

/** The pages that a message or a delta refers to. */
export function readCitations(message: JsonObject): Citation[] {
  return listOf(message['annotations']).flatMap((annotation) => {
    const cited = isJsonObject(annotation) ? annotation['url_citation'] : null;
    if (!isJsonObject(cited)) return [];
    const { url, title, start_index: start, end_index: end } = cited;
    return [
      {
        uri: textOrNull(url),
        title: textOrNull(title),
        quoted: null,
        start: offset(start),
        end: offset(end),
      },
    ];
  });
}

function offset(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
