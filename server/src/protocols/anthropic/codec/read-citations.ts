import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Citation } from '../../conversation/conversation.ts';
import { textOrNull } from '../../json.ts';

/**
 * What a block of text relies on. Anthropic cuts a text into blocks where its citations change, so each is of the whole block;
 * its own offsets are those in the source.
 */
export function readCitation(value: unknown, text: string): Citation[] {
  if (!isJsonObject(value)) return [];
  return [
    {
      uri: textOrNull(value['url']) ?? textOrNull(value['source']),
      title: titleOf(value),
      quoted: textOrNull(value['cited_text']),
      start: 0,
      end: [...text].length,
    },
  ];
}

function titleOf(citation: JsonObject): string | null {
  return textOrNull(citation['title']) ?? textOrNull(citation['document_title']);
}
