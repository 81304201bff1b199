import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Citation } from '../../conversation/conversation.ts';
import { listOf, textOrNull } from '../../json.ts';

/** A citation, with the place of the part that it stands in. */
export interface PlacedCitation {
  readonly partIndex: number;
  readonly citation: Citation;
}

type Range = Pick<Citation, 'start' | 'end'>;
/** The text of a part; empty where it is none. */
type TextOf = (partIndex: number) => string;

/** What a candidate's text relies on: what was quoted at length, and what a search found. */
export function readCitations(candidate: JsonObject, textOf: TextOf): PlacedCitation[] {
  const quoting = candidate['citationMetadata'];
  const grounding = candidate['groundingMetadata'];
  return [
    ...(isJsonObject(quoting) ? quoted(quoting, textOf) : []),
    ...(isJsonObject(grounding) ? grounded(grounding, textOf) : []),
  ];
}

function quoted(metadata: JsonObject, textOf: TextOf): PlacedCitation[] {
  // Clients of Google's know it by the second name.
  return listOf(metadata['citationSources'] ?? metadata['citations'])
    .filter(isJsonObject)
    .map((source) => {
      const uri = textOrNull(source['uri']);
      const title = textOrNull(source['title']);
      const range = rangeOf(source, textOf(0));
      return { partIndex: 0, citation: { uri, title, quoted: null, ...range } };
    });
}

/** One for each source of each piece of the text, and for each source that no piece names. */
function grounded(metadata: JsonObject, textOf: TextOf): PlacedCitation[] {
  const chunks = listOf(metadata['groundingChunks']);
  const named = new Set<unknown>();
  const supported = listOf(metadata['groundingSupports'])
    .filter(isJsonObject)
    .flatMap((support) => {
      const segment = isJsonObject(support['segment']) ? support['segment'] : {};
      const partIndex = Number(segment['partIndex'] ?? 0);
      const range = rangeOf(segment, textOf(partIndex));
      return listOf(support['groundingChunkIndices']).map((index) => {
        named.add(index);
        return { partIndex, citation: { ...sourceOf(chunks[Number(index)]), ...range } };
      });
    });
  const rest = chunks
    .filter((_, i) => !named.has(i))
    .map((chunk) => ({ partIndex: 0, citation: { ...sourceOf(chunk), ...NOWHERE } }));
  return [...supported, ...rest];
}

/** A chunk has one member, which says where it was found: `web`, `maps`, `image`, `retrievedContext`. */
function sourceOf(chunk: unknown): Omit<Citation, keyof Range> {
  const [source = {}] = isJsonObject(chunk) ? Object.values(chunk).filter(isJsonObject) : [];
  return {
    uri: textOrNull(source['uri']) ?? textOrNull(source['sourceUri']),
    title: textOrNull(source['title']),
    quoted: textOrNull(source['text']),
  };
}

const NOWHERE: Range = { start: null, end: null };

/** Google counts bytes in UTF-8, the normal form code points. */
function rangeOf({ startIndex = 0, endIndex }: JsonObject, text: string): Range {
  if (typeof startIndex !== 'number' || typeof endIndex !== 'number' || text === '') return NOWHERE;
  const bytes = Buffer.from(text);
  if (startIndex < 0 || endIndex < startIndex || endIndex > bytes.length) return NOWHERE;
  const before = codePoints(bytes.toString('utf8', 0, startIndex));
  return { start: before, end: before + codePoints(bytes.toString('utf8', startIndex, endIndex)) };
}

function codePoints(text: string): number {
  return [...text].length;
}
