import type { Part } from '../../conversation/conversation.ts';
import { packSeal, unpackSeal } from '../../packed-seal.ts';

type Reasoning = Extract<Part, { type: 'reasoning' }>;

/**
 * What travels in the signature of a `thinking` block, beside or in place of Anthropic's own. `next`, `previous`: a seal on the part
 * that stands there, in a block that is nothing else.
 */
export interface Sealed {
  readonly signature?: string;
  readonly id?: string;
  readonly encrypted?: string;
  readonly next?: string;
  readonly previous?: string;
}

export function packed(seal: Sealed): string {
  return packSeal(seal);
}

/** Null where it is the provider's own signature. */
export function unpacked(signature: string): Sealed | null {
  const seal = unpackSeal(signature);
  return seal === null ? null : known(seal);
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
