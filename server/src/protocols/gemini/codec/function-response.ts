import { parseExactly } from '../../../lib/json-exact.ts';
import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';

/**
 * What a function answered, as a text. Google takes `output` for what it says and `error` for how it failed, and where neither
 * is there the whole object for its output. A text by itself stays as it is; all else is JSON.
 */
export function readResponse(response: unknown): {
  readonly text: string;
  readonly failed: boolean;
} {
  if (response === undefined) return { text: '', failed: false };
  if (!isJsonObject(response) || Object.keys(response).length !== 1) {
    return { text: JSON.stringify(response), failed: false };
  }
  const { output, error } = response;
  if (typeof output === 'string') return { text: output, failed: false };
  if (error === undefined) return { text: JSON.stringify(response), failed: false };
  return { text: typeof error === 'string' ? error : JSON.stringify(error), failed: true };
}

/** The object that is read as the same text again. */
export function writeResponse(text: string, failed: boolean): JsonObject {
  const object = text.startsWith('{') ? parsed(text) : null;
  // A text that would come back written otherwise goes as it is.
  const same = object !== null && JSON.stringify(object) === text;
  if (failed) return { error: same ? object : text };
  // So does what Google would take for less than the whole.
  return same && !('output' in object) && !('error' in object) ? object : { output: text };
}

function parsed(text: string): JsonObject | null {
  try {
    const value = parseExactly(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
