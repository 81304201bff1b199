import type { AiSdkChat, ContentPart, Message, Part } from '../../../protocols/index.ts';
import type { AiSdkKind } from './models.ts';

/** A call without what the package of a kind would leave out, or garble, without a word. */
export interface LosslessCall {
  readonly asked: AiSdkChat;
  /** What is answered depends on it. */
  readonly missed: readonly string[];
  /** What is answered does not. */
  readonly hints: readonly string[];
}

/**
 * `@ai-sdk/cohere` writes the Base64 of a file into the text of a document or of what a tool said, and sends neither what was thought
 * nor what was said beside calls.
 */
export function lossless(kind: AiSdkKind, asked: AiSdkChat): LosslessCall {
  if (kind !== 'cohere') return { asked, missed: [], hints: [] };
  const missed = new Set<string>();
  const hints = new Set<string>();
  const messages = asked.messages.map((message) => ({
    ...message,
    parts: message.parts.flatMap((part) => saidToCohere(part, message, { missed, hints })),
  }));
  return { asked: { ...asked, messages }, missed: [...missed], hints: [...hints] };
}

function saidToCohere(
  part: Part,
  { role, parts }: Message,
  { missed, hints }: { readonly missed: Set<string>; readonly hints: Set<string> },
): Part[] {
  if (part.type === 'tool_result') {
    const content: readonly ContentPart[] = part.content;
    const texts = content.filter((one) => one.type === 'text');
    for (const one of content) {
      if (one.type !== 'text') missed.add(`${named(one.type)} of a tool`);
    }
    return [{ ...part, content: texts }];
  }
  if (part.type === 'audio' || (part.type === 'document' && !isText(part))) {
    missed.add(part.type === 'audio' ? 'audio' : 'a document that is no text');
    return [];
  }
  if (role !== 'assistant') return [part];
  if (part.type === 'reasoning') {
    hints.add('reasoning of before');
    return [];
  }
  if (part.type === 'text' && part.content !== '' && parts.some(isCall)) {
    hints.add('text beside calls of before');
    return [];
  }
  return [part];
}

const isCall = ({ type }: Part): boolean => type === 'tool_call';

function named(type: string): string {
  return type === 'audio' ? type : `${type === 'image' ? 'an' : 'a'} ${type}`;
}

function isText({ source }: Extract<Part, { type: 'document' }>): boolean {
  return source?.kind === 'inline' && source.media_type.startsWith('text/');
}
