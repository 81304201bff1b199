import type { JsonObject } from '../../../lib/json-object.ts';
import type { Part } from '../../conversation/conversation.ts';
import { ownBlock } from './own-blocks.ts';
import { packed } from './seals.ts';

type Reasoning = Extract<Part, { type: 'reasoning' }>;

/** The member that tells who called, which for what a model of another provider calls is always the model. */
export const CALLER = { type: 'direct' };

/** The signature with which a client has to send reasoning back. */
export function signatureOf({
  signature,
  id,
  encrypted,
}: Omit<Reasoning, 'type' | 'content'>): string {
  if (id === undefined && encrypted === undefined) return signature ?? '';
  return packed({
    ...(signature === null ? {} : { signature }),
    ...(id === undefined ? {} : { id }),
    ...(encrypted === undefined ? {} : { encrypted }),
  });
}

/** A block that says nothing and seals the one beside it. */
export function sealBlock(side: 'next' | 'previous', signature: string): JsonObject {
  return { type: 'thinking', thinking: '', signature: packed({ [side]: signature }) };
}

/** Reasoning that nobody but its maker reads, as a whole. */
export function redactedOf({
  content,
  signature,
  id,
  encrypted,
}: Omit<Reasoning, 'type'>): JsonObject | null {
  return content === '' && signature === null && id === undefined && encrypted !== undefined
    ? { type: 'redacted_thinking', data: encrypted }
    : null;
}

/** What an answer holds besides; null where Anthropic's answers have no such thing. */
export function otherBlock(part: Part): JsonObject | null {
  switch (part.type) {
    case 'unknown':
      return ownBlock(part.value);
    case 'audio':
      return part.transcript === null ? null : { type: 'text', text: part.transcript };
    case 'image':
    case 'document':
      return part.source.kind === 'uri' ? { type: 'text', text: part.source.uri } : null;
    default:
      return null;
  }
}
