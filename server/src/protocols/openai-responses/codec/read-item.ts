import type { Part } from '../../conversation/conversation.ts';
import type { Members } from '../../members.ts';
import { isContentPart, readContent } from './read-content.ts';
import { readReasoning, type Seals } from './read-reasoning.ts';
import type { Reading } from './reading.ts';
import { isTranslatedReasoning } from './reply-ids.ts';

/** What one item of a conversation is: something that somebody says. */
export interface ReadItem extends Seals {
  readonly role: string;
  readonly parts: readonly Part[];
}

/** Of an item that an answer had, and that a client hands back: who it is and how far it came says nothing to a model. */
const ECHOED = ['id', 'type', 'status', 'phase', 'created_by'] as const;

/** Null where it is of a kind that has no place in the normal form. */
export function readItem(item: Members, reading: Reading): ReadItem | null {
  item.skip(...ECHOED);
  const { type } = item.value;
  switch (type ?? 'message') {
    case 'message':
      // An item without a type and a role refers to another one by its id.
      if (type === undefined && item.any('role') === undefined) return null;
      return { role: item.needed('role'), parts: readContent(item, 'content', reading) };
    case 'function_call':
      return { role: 'assistant', parts: [readCall(item, 'function', 'arguments')] };
    case 'custom_tool_call':
      return { role: 'assistant', parts: [readCall(item, 'custom', 'input')] };
    case 'function_call_output':
    case 'custom_tool_call_output':
      return { role: 'tool', parts: [readOutput(item, reading)] };
    case 'reasoning':
      return { role: 'assistant', ...readReasoning(item) };
    case 'image_generation_call':
      return readImageCall(item);
    case 'item_reference':
      return readReference(item, reading);
    default:
      return null;
  }
}

/**
 * What is referred to is kept by nobody. Of what was thought, some clients refer to it though they were told so; the answer is
 * not the worse for it.
 */
function readReference(item: Members, reading: Reading): ReadItem | null {
  if (!isTranslatedReasoning(item.any('id'))) return null;
  reading.hint('reasoning that is referred to and was not stored');
  return { role: 'assistant', parts: [] };
}

function readCall(item: Members, kind: 'function' | 'custom', input: string): Part {
  return {
    type: 'tool_call',
    kind,
    id: item.needed('call_id'),
    name: item.needed('name'),
    arguments: item.text(input) ?? '',
  };
}

function readOutput(item: Members, reading: Reading): Part {
  return {
    type: 'tool_result',
    id: item.needed('call_id'),
    content: readContent(item, 'output', reading).filter(isContentPart),
  };
}

/** An image that the model made; one of which the id is all there is, its provider alone knows. */
function readImageCall(item: Members): ReadItem | null {
  const data = item.text('result');
  if (data === undefined || data === '') return null;
  const media_type = `image/${item.text('output_format') ?? 'png'}`;
  // How it was made.
  item.skip('background', 'quality', 'size', 'revised_prompt', 'action');
  return {
    role: 'assistant',
    parts: [{ type: 'image', source: { kind: 'inline', media_type, data } }],
  };
}
