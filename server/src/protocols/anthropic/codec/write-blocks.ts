import type { JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Part } from '../../conversation/conversation.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { cacheControl } from './cache-control.ts';
import { ownBlock, unknownName } from './own-blocks.ts';
import { isAnthropics } from './seals.ts';
import { inputOf } from './tool-input.ts';
import { writeDocumentSource, writeImageSource } from './write-sources.ts';

type Block = JsonObject;

/** The blocks of a message to the model; what has no place in them is named. Texts of nothing but white space are left out, since Anthropic takes none. */
export function writeBlocks(
  role: 'user' | 'assistant',
  parts: readonly Part[],
  unsupported: UnsupportedFeatures,
): Block[] {
  return parts.flatMap((part) => {
    switch (part.type) {
      case 'reasoning':
        return writeReasoning(part, unsupported);
      case 'refusal':
        return textBlock(part.content);
      case 'tool_call': {
        const { id, name, signature } = part;
        if (signature !== undefined) unsupported.addHint('signed tool calls');
        return [{ type: 'tool_use', id, name, input: inputOf(part), ...cacheControl(part) }];
      }
      case 'tool_result':
        return [writeResult(part, unsupported)];
      case 'image':
      case 'document':
        if (role === 'user') return writeContent(part, '', unsupported);
        unsupported.add(`${part.type} in an answer`);
        return [];
      default:
        return writeContent(part, '', unsupported);
    }
  });
}

/** `within`: before the name of a feature. */
export function writeContent(
  part: ContentPart,
  within: string,
  unsupported: UnsupportedFeatures,
): Block[] {
  switch (part.type) {
    case 'text':
      if (part.citations !== undefined) unsupported.addHint('citations of earlier turns');
      if (part.signature !== undefined) unsupported.addHint('signed text');
      return textBlock(part.content, cacheControl(part));
    case 'image': {
      const source = writeImageSource(part.source);
      if (part.detail !== undefined) unsupported.addHint('detail of an image');
      if (source !== null) return [{ type: 'image', source, ...cacheControl(part) }];
      unsupported.add(`${within}image of the type ${typeOf(part.source)}`);
      return [];
    }
    case 'document': {
      const source = writeDocumentSource(part.source);
      const title = part.name === null ? {} : { title: part.name };
      if (source !== null) return [{ type: 'document', source, ...title, ...cacheControl(part) }];
      unsupported.add(`${within}document of the type ${typeOf(part.source)}`);
      return [];
    }
    case 'audio':
      unsupported.add(`${within}audio`);
      return part.transcript === null ? [] : textBlock(part.transcript);
    case 'unknown': {
      const own = ownBlock(part.value);
      if (own !== null) return [own];
      unsupported.add(`${within}${unknownName(part.value)}`);
      return [];
    }
  }
}

function writeResult(
  part: Extract<Part, { type: 'tool_result' }>,
  unsupported: UnsupportedFeatures,
): Block {
  const content = part.content.flatMap((one) =>
    writeContent(one, 'tool result with ', unsupported),
  );
  const [only] = part.content;
  const plain = part.content.length === 1 && only?.type === 'text' && only.cache === undefined;
  return {
    type: 'tool_result',
    tool_use_id: part.id,
    ...(content.length === 0 ? {} : { content: plain ? only.content : content }),
    ...(part.failed === true ? { is_error: true } : {}),
    ...cacheControl(part),
  };
}

/** Anthropic takes its own reasoning back only, and does without that of earlier turns. */
function writeReasoning(
  part: Extract<Part, { type: 'reasoning' }>,
  unsupported: UnsupportedFeatures,
): Block[] {
  const { content, signature, encrypted } = part;
  if (!isAnthropics(part)) {
    unsupported.addHint('reasoning of earlier turns');
    return [];
  }
  return encrypted === undefined
    ? [{ type: 'thinking', thinking: content, signature }]
    : [{ type: 'redacted_thinking', data: encrypted }];
}

function textBlock(text: string, more: JsonObject = {}): Block[] {
  return text.trim() === '' ? [] : [{ type: 'text', text, ...more }];
}

function typeOf(source: Extract<ContentPart, { type: 'image' }>['source']): string {
  return source.kind === 'inline' ? source.media_type : source.kind;
}
