import { parseExactly } from '../../../lib/json-exact.ts';
import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import { parseBytes } from '../../json.ts';

/**
 * The arguments of a call as the object that Anthropic wants. Models are not held to write one: what they wrote in its place
 * stands in `arguments`, and a custom tool's text in `input`.
 */
export function inputOf(call: { kind: 'function' | 'custom'; arguments: string }): JsonObject {
  const { kind, arguments: written } = call;
  if (kind === 'custom') return { input: written };
  if (written.trim() === '') return {};
  try {
    const input = parseExactly(written);
    return isJsonObject(input) && written.trimStart().startsWith('{')
      ? input
      : { arguments: input };
  } catch {
    return { arguments: written };
  }
}

/** A body in which whole numbers of any length are kept, so that the arguments of a call are; undefined where it is no JSON. */
export function parseBody(body: Buffer): unknown {
  try {
    return parseExactly(body.toString());
  } catch {
    return parseBytes(body);
  }
}
