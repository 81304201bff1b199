import { isJsonObject } from '../../../lib/json-object.ts';
import { packSeal, unpackSeal } from '../../packed-seal.ts';

/** What travels in the encrypted content of a reasoning item, which clients hand back unread, in place of OpenAI's own. */
export interface Sealed {
  /** Of the reasoning itself. */
  readonly signature?: string;
  readonly id?: string;
  readonly encrypted?: string;
  /** Of the text that stands before, in an item that is nothing else. */
  readonly text?: string;
  /** Of calls, by their ids; as well. */
  readonly calls?: Readonly<Record<string, string>>;
}

export function writeSeal(sealed: Sealed): string {
  return packSeal(sealed);
}

/** Null where the content is the provider's own. */
export function readSeal(encrypted: string): Sealed | null {
  const seal = unpackSeal(encrypted);
  if (seal === null) return null;
  const { calls } = seal;
  return { ...textsOf(seal, MEMBERS), ...(isJsonObject(calls) ? { calls: textsOf(calls) } : {}) };
}

const MEMBERS = ['signature', 'id', 'encrypted', 'text'];

function textsOf(
  object: Readonly<Record<string, unknown>>,
  names: readonly string[] = Object.keys(object),
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = object[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
