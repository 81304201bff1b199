import { isJsonObject } from '../../../lib/json-object.ts';
import type { Part } from '../../conversation/conversation.ts';

/**
 * Clients of Anthropic's protocol send `thinking` blocks back as they got them, signature and all, since Anthropic takes no
 * others. What other providers want back (an id with an encrypted content, a seal on a text or a call) travels there and back in
 * that signature, as JSON in base64url behind this prefix, which no signature of Anthropic's has: theirs are Base64, without dots.
 */
const PREFIX = 'signalbox.1.';

type Reasoning = Extract<Part, { type: 'reasoning' }>;

/** `next`, `previous`: a seal on the part that stands there, in a block that is nothing else. */
export interface Sealed {
  readonly signature?: string;
  readonly id?: string;
  readonly encrypted?: string;
  readonly next?: string;
  readonly previous?: string;
}

export function packed(seal: Sealed): string {
  return PREFIX + Buffer.from(JSON.stringify(seal)).toString('base64url');
}

/** Null where it is the provider's own signature. */
export function unpacked(signature: string): Sealed | null {
  if (!signature.startsWith(PREFIX)) return null;
  try {
    const seal: unknown = JSON.parse(
      Buffer.from(signature.slice(PREFIX.length), 'base64url').toString('utf8'),
    );
    return isJsonObject(seal) ? known(seal) : null;
  } catch {
    // Nobody who read it made it.
    return null;
  }
}

const MEMBERS = ['signature', 'id', 'encrypted', 'next', 'previous'] as const;

function known(seal: Readonly<Record<string, unknown>>): Sealed {
  return Object.fromEntries(
    MEMBERS.flatMap((name) => (typeof seal[name] === 'string' ? [[name, seal[name]]] : [])),
  );
}

/** A seal that Anthropic itself made: a signature, or a content that was encrypted as a whole. */
export function isAnthropics({ content, signature, id, encrypted }: Reasoning): boolean {
  if (id !== undefined) return false;
  return encrypted === undefined ? signature !== null : content === '' && signature === null;
}
