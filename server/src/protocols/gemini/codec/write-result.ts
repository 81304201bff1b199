import type { JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Part } from '../../conversation/conversation.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { writeResponse } from './function-response.ts';
import { writeContent } from './write-part.ts';

type Result = Extract<Part, { type: 'tool_result' }>;

/**
 * What a tool answered. Images and documents stand in it from Gemini 3 on (`mediaInside`); for models before, they follow it
 * as parts of the same content.
 */
export function writeResult(
  result: Result,
  name: string,
  mediaInside: boolean,
  unsupported: UnsupportedFeatures,
): JsonObject[] {
  const { id, content, failed = false, cache } = result;
  if (cache !== undefined) unsupported.addHint('cache_control');
  const text = content.flatMap((part) => (part.type === 'text' ? [part.content] : [])).join('\n');
  const media = content.flatMap((part) => writeMedia(part, unsupported));
  const response = {
    ...(id === null ? {} : { id }),
    name,
    response: writeResponse(text, failed),
  };
  return mediaInside && media.length > 0
    ? [{ functionResponse: { ...response, parts: media } }]
    : [{ functionResponse: response }, ...media];
}

function writeMedia(part: ContentPart, unsupported: UnsupportedFeatures): JsonObject[] {
  if (part.type === 'text') return [];
  // How finely it is looked at is said of parts of a content alone.
  const written = writeContent(part.type === 'image' ? { ...part, detail: undefined } : part);
  if (typeof written !== 'string') return [written];
  unsupported.add(`tool result with ${written}`);
  return [];
}
