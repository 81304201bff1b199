import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Part } from '../../conversation/conversation.ts';
import { listOf, textOf, textOrNull } from '../../json.ts';

/** Where Google's endpoint that speaks OpenAI's chat puts the seal of a call (`extra_content.google.thought_signature`). */
export function sealOfCall(call: JsonObject): { signature?: string } {
  const extra = call['extra_content'];
  const google = isJsonObject(extra) ? extra['google'] : null;
  const signature = isJsonObject(google) ? textOrNull(google['thought_signature']) : null;
  return signature === null ? {} : { signature };
}

export function readCalls(message: JsonObject): Part[] {
  const calls = listOf(message['tool_calls']).filter(isJsonObject);
  const old = message['function_call'];
  // Some clients put what stands beside a call beside its message; the first of several calls bears the seal.
  const beside = sealOfCall(message);
  return [...calls, ...(isJsonObject(old) ? [{ function: old }] : [])].map((call, i) => {
    const { kind, name, input } = readCall(call);
    const id = textOrNull(call['id']);
    const seal = { ...(i === 0 ? beside : {}), ...sealOfCall(call) };
    return { type: 'tool_call', kind, id, name, arguments: input, ...seal };
  });
}

/** A call, or a piece of one. */
export function readCall(call: JsonObject): {
  kind: 'function' | 'custom';
  name: string;
  input: string;
} {
  if (isJsonObject(call['custom'])) {
    const { name, input } = call['custom'];
    return { kind: 'custom', name: textOf(name), input: textOf(input) };
  }
  const called = isJsonObject(call['function']) ? call['function'] : call;
  const input = called['arguments'];
  return {
    kind: 'function',
    name: textOf(called['name']),
    input: typeof input === 'object' && input !== null ? JSON.stringify(input) : textOf(input),
  };
}
