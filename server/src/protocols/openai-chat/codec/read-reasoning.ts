import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Part } from '../../conversation/conversation.ts';
import { listOf, textOf, textOrNull } from '../../json.ts';

/**
 * OpenAI's chat has no member for reasoning. Others have `reasoning_content` (DeepSeek, vLLM) or `reasoning`, a text; or beside it
 * OpenRouter's `reasoning_details`, which give it part by part, with what seals each: `index` and `id` tell which part a detail
 * belongs to.
 */
export interface Detail {
  readonly content: string;
  readonly signature: string | null;
  readonly encrypted: string | null;
  readonly id: string | null;
  readonly index: number | null;
}

/** What a message or a delta says of reasoning: one detail for each part, in order. */
export function readDetails(message: JsonObject): readonly Detail[] {
  const parts: Detail[] = [];
  for (const detail of statedDetails(message)) {
    const before = parts.at(-1);
    if (before === undefined || !goesOn(before, detail)) parts.push(detail);
    else
      parts[parts.length - 1] = {
        ...joined(before, detail),
        content: before.content + detail.content,
      };
  }
  return parts;
}

function statedDetails(message: JsonObject): readonly Detail[] {
  const stated = textOf(message['reasoning_content']) || textOf(message['reasoning']);
  const details = listOf(message['reasoning_details']).filter(isJsonObject).map(readDetail);
  const told = details.map(({ content }) => content).join('');
  if (stated === '' || told !== '') return details;
  const [first, ...others] = details;
  if (first === undefined) return [{ ...NO_DETAIL, content: stated }];
  return first.encrypted === null
    ? [{ ...first, content: stated }, ...others]
    : [{ ...NO_DETAIL, content: stated }, first, ...others];
}

const NO_DETAIL: Detail = { content: '', signature: null, encrypted: null, id: null, index: null };

function readDetail(detail: JsonObject): Detail {
  const { index } = detail;
  return {
    content: textOf(detail['text']) || textOf(detail['summary']),
    signature: textOrNull(detail['signature']),
    encrypted: textOrNull(detail['data']),
    id: textOrNull(detail['id']),
    index: typeof index === 'number' ? index : null,
  };
}

/** Whether a detail goes on with the part that the one before it belongs to. */
export function goesOn(before: Detail, detail: Detail): boolean {
  if (before.index !== null && detail.index !== null) return before.index === detail.index;
  if (before.id !== null && detail.id !== null) return before.id === detail.id;
  return before.signature === null && before.encrypted === null;
}

/** What is known of a part that goes on, but for its content. */
export function joined(before: Detail, detail: Detail): Detail {
  return {
    content: '',
    signature: before.signature ?? detail.signature,
    encrypted: before.encrypted ?? detail.encrypted,
    id: before.id ?? detail.id,
    index: before.index ?? detail.index,
  };
}

type Reasoning = Extract<Part, { type: 'reasoning' }>;

/** The reasoning of a whole message. */
export function readReasoning(message: JsonObject): readonly Reasoning[] {
  return readDetails(message)
    .filter(
      ({ content, signature, encrypted, id }) =>
        content !== '' || (signature ?? encrypted ?? id) !== null,
    )
    .map(({ content, signature, encrypted, id }) => ({
      type: 'reasoning',
      content,
      signature,
      ...(id === null ? {} : { id }),
      ...(encrypted === null ? {} : { encrypted }),
    }));
}
