import type { JsonObject } from '../../../lib/json-object.ts';
import type { Citation } from '../../conversation/conversation.ts';

/** A text of an answer with what it relies on; `partIndex`: its place among the parts. */
export interface CitedText {
  readonly partIndex: number;
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** A `groundingMetadata`: the sources, and which piece of which part relies on which; undefined where there is none. */
export function writeCitations(texts: readonly CitedText[]): JsonObject | undefined {
  const chunks: JsonObject[] = [];
  const places = new Map<string, number>();
  const supports = texts.flatMap(({ partIndex, text, citations }) =>
    citations.flatMap((citation): JsonObject[] => {
      const chunk = chunkOf(citation);
      const key = JSON.stringify(chunk);
      const at = places.get(key) ?? chunks.push(chunk) - 1;
      places.set(key, at);
      const { start, end } = citation;
      if (start === null || end === null) return [];
      return [{ segment: segmentOf(partIndex, text, start, end), groundingChunkIndices: [at] }];
    }),
  );
  if (chunks.length === 0) return undefined;
  return {
    groundingChunks: chunks,
    ...(supports.length === 0 ? {} : { groundingSupports: supports }),
  };
}

/** What was quoted has a place only where Google has what it retrieved. */
function chunkOf({ uri, title, quoted }: Citation): JsonObject {
  const source = { ...(uri === null ? {} : { uri }), ...(title === null ? {} : { title }) };
  return quoted === null ? { web: source } : { retrievedContext: { ...source, text: quoted } };
}

function segmentOf(partIndex: number, text: string, start: number, end: number): JsonObject {
  const points = [...text];
  const said = points.slice(start, end).join('');
  const startIndex = Buffer.byteLength(points.slice(0, start).join(''));
  return {
    ...(partIndex === 0 ? {} : { partIndex }),
    ...(startIndex === 0 ? {} : { startIndex }),
    endIndex: startIndex + Buffer.byteLength(said),
    text: said,
  };
}
