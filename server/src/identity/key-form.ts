import { SignalboxError } from '../platform/errors/index.ts';
import type { Principal } from './principal.ts';

/** What the authenticator reads: the entities in force. The config stream's state is one. */
export interface EntityLookup {
  get(kind: string, id: string): Record<string, unknown> | undefined;
}

/** The port that was called: `gateway` keys open the gateway's, `management` keys the console's, the bootstrap key both. */
export type Door = 'gateway' | 'management';

export interface Presented {
  readonly credential: string;
  /** SHA-256 of the whole. */
  readonly hash: Buffer;
  readonly nowMs: number;
}

/** One form in which a key may be written. Null: not this form, ask the next one; a throw is final. */
export type KeyForm = (presented: Presented) => Principal | null;

/** Reads an entity once for each object that the state holds; a changed entity is another object. */
export function remembered<T>(
  read: (value: Record<string, unknown>, id: string) => T,
): (value: Record<string, unknown>, id?: string) => T {
  const known = new WeakMap<object, T>();
  return (value, id = '') => {
    let result = known.get(value);
    if (result === undefined) {
      result = read(value, id);
      known.set(value, result);
    }
    return result;
  };
}

export function invalidKey(
  message: string,
  next = 'Check it, or create another with `signalbox keys create`.',
): SignalboxError {
  return new SignalboxError('key_invalid', message, next);
}
