import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';

/**
 * A `thoughtSignature` is Base64, and all that Google has for what a provider wants back with a thought. What others want more
 * (an id, what is encrypted) or write otherwise is put into one, and taken out again when the client sends it back.
 */
export interface Seal {
  readonly signature?: string | null | undefined;
  readonly id?: string | undefined;
  readonly encrypted?: string | undefined;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const NAME = 'signalbox';
/** How Base64 of `{"signalbox":` begins. */
const WRAPPED = Buffer.from(`{"${NAME}":`).toString('base64').slice(0, 16);

/** For a part of an answer; nothing where nothing seals it. */
export function sealed({ signature, id, encrypted }: Seal): JsonObject {
  const alone = id === undefined && encrypted === undefined;
  if (typeof signature === 'string' && alone && isPlain(signature)) {
    return { thoughtSignature: signature };
  }
  if (typeof signature !== 'string' && alone) return {};
  const wrapped = JSON.stringify({ [NAME]: { signature: signature ?? undefined, id, encrypted } });
  return { thoughtSignature: Buffer.from(wrapped).toString('base64') };
}

function isPlain(signature: string): boolean {
  return BASE64.test(signature) && !signature.startsWith(WRAPPED);
}

/**
 * Stands for the signature of a call that Gemini did not make, or whose signature its client did not keep: without any, Gemini
 * 3 and later refuse the first call of a turn (ai.google.dev/gemini-api/docs/thought-signatures).
 */
export const NO_SIGNATURE = 'skip_thought_signature_validator';
const NO_SIGNATURES = [NO_SIGNATURE, 'context_engineering_is_the_way_to_go'];

export function readSeal(thoughtSignature: string): Seal & { readonly signature: string | null } {
  if (NO_SIGNATURES.includes(thoughtSignature)) return { signature: null };
  const own = thoughtSignature.startsWith(WRAPPED) ? unwrapped(thoughtSignature) : null;
  return own ?? { signature: thoughtSignature };
}

function unwrapped(thoughtSignature: string): ReturnType<typeof readSeal> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(thoughtSignature, 'base64').toString('utf8'));
    const parts = isJsonObject(value) ? value[NAME] : null;
    if (!isJsonObject(parts)) return null;
    const { signature, id, encrypted } = parts;
    return {
      signature: typeof signature === 'string' ? signature : null,
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof encrypted === 'string' ? { encrypted } : {}),
    };
  } catch {
    return null;
  }
}
