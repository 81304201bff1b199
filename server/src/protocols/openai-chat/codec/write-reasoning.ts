import type { JsonObject } from '../../../lib/json-object.ts';
import type { Part } from '../../conversation/conversation.ts';

type Reasoning = Extract<Part, { type: 'reasoning' }>;

/** Between the parts of reasoning, where it is told as one text. */
export const BETWEEN = '\n\n';

export function isSealed({ signature, id, encrypted }: Reasoning): boolean {
  return signature !== null || id !== undefined || encrypted !== undefined;
}

/** As `read-reasoning.ts` reads it: a text, and part by part where one text does not say it all. */
export function writeReasoning(parts: readonly Reasoning[]): JsonObject {
  if (parts.length === 0) return {};
  const text = reasoningText(parts);
  return parts.length === 1 && !parts.some(isSealed)
    ? text
    : { ...text, reasoning_details: parts.flatMap(writeDetails) };
}

export function reasoningText(parts: readonly Reasoning[]): JsonObject {
  const texts = parts.map(({ content }) => content).filter((content) => content !== '');
  return texts.length === 0 ? {} : { reasoning_content: texts.join(BETWEEN) };
}

/** Details of one part have one number, by which clients put the pieces of a stream together. */
export function writeDetails(
  { content, signature, id, encrypted }: Reasoning,
  index: number,
): JsonObject[] {
  const named = id === undefined ? {} : { id };
  const shown = {
    type: 'reasoning.text',
    text: content,
    ...(signature === null ? {} : { signature }),
    ...named,
    index,
  };
  if (encrypted === undefined) return [shown];
  const hidden = { type: 'reasoning.encrypted', data: encrypted, ...named, index };
  return content === '' && signature === null ? [hidden] : [shown, hidden];
}
