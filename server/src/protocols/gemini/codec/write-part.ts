import { parseExactly } from '../../../lib/json-exact.ts';
import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Part, Source } from '../../conversation/conversation.ts';
import { writeLevel } from './media-resolution.ts';
import { type Shown, typeAt } from './media-types.ts';

type Call = Extract<Part, { type: 'tool_call' }>;

/** What a part comes to; a text says which feature Gemini has no place for. */
export type Written = JsonObject | string;

/** What is said to a model, or by it, without what seals it. */
export function writeContent(part: ContentPart): Written {
  switch (part.type) {
    case 'text':
      return { text: part.content };
    case 'image': {
      const written = writeSource(part.source, 'image');
      const level = writeLevel(part.detail);
      if (typeof written === 'string' || level === undefined) return written;
      return { ...written, mediaResolution: { level } };
    }
    case 'document':
      return writeSource(part.source, 'document');
    case 'audio':
      if (part.source !== null) return writeSource(part.source, 'audio');
      return part.transcript === null ? 'audio that is not there' : { text: part.transcript };
    case 'unknown':
      return 'a part of a kind that is not known';
  }
}

/** Google names files by address: an id of another's store means nothing to it. */
function writeSource(source: Source, kind: Shown): Written {
  switch (source.kind) {
    case 'inline':
      return { inlineData: { mimeType: source.media_type, data: source.data } };
    case 'uri': {
      const mimeType = source.media_type ?? typeAt(source.uri, kind);
      return { fileData: { fileUri: source.uri, mimeType } };
    }
    case 'file':
      return `${kind} by the id of a file`;
  }
}

/** Null: what the model wrote is no object, which Google's calls are. */
export function writeCall(call: Call): JsonObject | null {
  const { kind, arguments: input } = call;
  const args = kind === 'custom' ? { input } : objectIn(input);
  return args === null ? null : calling(call, args);
}

/** What the model wrote in place of an object stands in one. */
export function writeAnyCall(call: Call): JsonObject {
  return writeCall(call) ?? calling(call, { arguments: call.arguments });
}

function calling({ id, name }: Call, args: JsonObject): JsonObject {
  return { functionCall: { ...(id === null ? {} : { id }), name, args } };
}

function objectIn(text: string): JsonObject | null {
  if (text.trim() === '') return {};
  try {
    const value = parseExactly(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
