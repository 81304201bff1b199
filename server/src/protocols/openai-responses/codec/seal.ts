import { isJsonObject } from '../../../lib/json-object.ts';

/** Before what we wrote: OpenAI's own encrypted content begins otherwise. */
const MARK = 'signalbox:';

/** What a provider of another protocol sealed its answer with, and needs back. */
export interface Sealed {
  /** Of the reasoning itself. */
  readonly signature?: string;
  readonly id?: string;
  readonly encrypted?: string;
  /** Of the text that stands before. */
  readonly text?: string;
  /** Of the tool calls that stand behind, by their ids. */
  readonly calls?: Readonly<Record<string, string>>;
}

/**
 * The one member of an answer that clients hand back unread is the encrypted content of a reasoning item. Seals of other
 * protocols travel in it, and come back with the next request.
 */
export function writeSeal(sealed: Sealed): string {
  return MARK + Buffer.from(JSON.stringify(sealed)).toString('base64url');
}

/** Null where the content is the provider's own. */
export function readSeal(encrypted: string): Sealed | null {
  if (!encrypted.startsWith(MARK)) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(encrypted.slice(MARK.length), 'base64url').toString());
  } catch {
    return null;
  }
  if (!isJsonObject(value)) return null;
  const { signature, id, encrypted: inner, text, calls } = value;
  return {
    ...(typeof signature === 'string' ? { signature } : {}),
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof inner === 'string' ? { encrypted: inner } : {}),
    ...(typeof text === 'string' ? { text } : {}),
    ...(isJsonObject(calls) ? { calls: textsOf(calls) } : {}),
  };
}

function textsOf(object: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
