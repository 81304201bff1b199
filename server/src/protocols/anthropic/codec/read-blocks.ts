import { isJsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Part } from '../../conversation/conversation.ts';
import { listOf } from '../../json.ts';
import { Members } from '../../members.ts';
import { RequestFault } from '../../request-fault.ts';
import { cacheOf } from './cache-control.ts';
import { unknownPart } from './own-blocks.ts';
import { readCitation } from './read-citations.ts';
import { readSource } from './read-sources.ts';
import { type Sealed, unpacked } from './seals.ts';

/** How blocks are read: of a request that is translated, or to be shown to somebody. */
export interface Reading {
  /** What is not as the protocol says is a part that is not known, rather than a fault. */
  readonly lenient: boolean;
  /** Takes the names of members that the normal form has no place for. */
  readonly others: string[];
}

/** A content: a text, or a list of blocks. */
export function readContent(within: Members, name: string, reading: Reading): Part[] {
  const content = within.any(name);
  if (content === undefined) return [];
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', content }];
  if (!Array.isArray(content)) {
    if (reading.lenient) return [{ type: 'unknown', value: content }];
    throw within.fault(name, 'is neither a text nor a list', 'Send a string or a list of blocks.');
  }
  const read = content.map((block, i) => readBlock(block, within.at(`${name}.${i}`), reading));
  return withSeals(read);
}

/** A block, or what seals the one beside it. */
function readBlock(value: unknown, at: string, reading: Reading): Part | Sealed {
  try {
    const block = new Members(value, at);
    const part = partOf(block, reading);
    if (!('type' in part) || part.type !== 'unknown') reading.others.push(...notable(block));
    return part;
  } catch (error) {
    if (!reading.lenient || !(error instanceof RequestFault)) throw error;
    return { type: 'unknown', value };
  }
}

function partOf(block: Members, reading: Reading): Part | Sealed {
  const type = block.needed('type');
  const cached = cacheOf(block);
  switch (type) {
    case 'text': {
      const content = block.needed('text');
      const citations = listOf(block.any('citations')).flatMap((one) => readCitation(one, content));
      return { type, content, ...(citations.length === 0 ? {} : { citations }), ...cached };
    }
    case 'image':
    case 'document': {
      const source = readSource(neededObject(block, 'source'));
      if (source === null) return { type: 'unknown', value: block.value };
      if (type === 'image') return { type, source, ...cached };
      return { type, name: block.text('title') ?? null, source, ...cached };
    }
    case 'tool_use': {
      const [id, name] = [block.needed('id'), block.needed('name')];
      const input = block.any('input') ?? {};
      return {
        type: 'tool_call',
        kind: 'function',
        id,
        name,
        arguments: JSON.stringify(input),
        ...cached,
      };
    }
    case 'tool_result': {
      const id = block.needed('tool_use_id');
      const failed = block.flag('is_error') === true ? { failed: true } : {};
      const content = readContent(block, 'content', reading).filter(isContentPart);
      return { type, id, content, ...failed, ...cached };
    }
    case 'thinking':
      return readThinking(block.text('thinking') ?? '', block.text('signature') ?? '');
    case 'redacted_thinking':
      return readRedacted(block.needed('data'));
    default:
      return unknownPart(block.value);
  }
}

export function readThinking(content: string, signature: string): Part | Sealed {
  const seal = unpacked(signature);
  if (seal === null) {
    return { type: 'reasoning', content, signature: signature === '' ? null : signature };
  }
  if (seal.next !== undefined || seal.previous !== undefined) return seal;
  return { type: 'reasoning', content, ...seal, signature: seal.signature ?? null };
}

export function readRedacted(encrypted: string): Part {
  return { type: 'reasoning', content: '', signature: null, encrypted };
}

/** The parts with the seals that stand beside them. */
function withSeals(read: readonly (Part | Sealed)[]): Part[] {
  const parts: Part[] = [];
  let next: string | undefined;
  for (const one of read) {
    if ('type' in one) {
      parts.push(next === undefined ? one : sealed(one, next));
      next = undefined;
      continue;
    }
    const last = parts.pop();
    if (last !== undefined) {
      parts.push(one.previous === undefined ? last : sealed(last, one.previous));
    }
    next = one.next;
  }
  return parts;
}

function sealed(part: Part, signature: string): Part {
  return part.type === 'text' || part.type === 'tool_call' ? { ...part, signature } : part;
}

function neededObject(block: Members, name: string): Members {
  const object = block.object(name);
  if (object !== undefined) return object;
  throw block.fault(name, 'is missing', 'Send an object.');
}

/** Members that only this protocol has, but for those that say what goes without saying. */
function notable(block: Members): string[] {
  const { caller, citations } = block.value;
  if (isJsonObject(caller) && caller['type'] === 'direct') block.skip('caller');
  if (isJsonObject(citations) && citations['enabled'] !== true) block.skip('citations');
  return block.rest();
}

export function isContentPart(part: Part): part is ContentPart {
  const { type } = part;
  return (
    type !== 'reasoning' && type !== 'refusal' && type !== 'tool_call' && type !== 'tool_result'
  );
}
