import { isJsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Part } from '../../conversation/conversation.ts';
import { textOrNull } from '../../json.ts';
import { readResponse } from './function-response.ts';
import { readMedia } from './read-media.ts';
import { readSeal } from './seal.ts';
import type { GeminiMembers } from './spelling.ts';

/** Fields of which a part has one, and that no other protocol has a word for. */
const OWN = ['executableCode', 'codeExecutionResult', 'toolCall', 'toolResponse'] as const;

/**
 * A part of a content; `unknown` is one that the normal form has no kind for. Throws a `RequestFault` where it is not what the
 * protocol says. Ids of calls and results are null where the part has none. What has no place goes to `others`.
 */
export function readPart(part: GeminiMembers, others: string[]): Part {
  const read = readFields(part, others);
  others.push(...part.rest());
  return read;
}

function readFields(part: GeminiMembers, others: string[]): Part {
  const unknown: Part = { type: 'unknown', value: part.value };
  if (OWN.some((name) => part.any(name) !== undefined)) {
    const hosted = hostedTool(part);
    return hosted === null ? unknown : { ...unknown, hosted };
  }
  const sealedBy = part.text('thoughtSignature');
  const seal = sealedBy === undefined ? undefined : readSeal(sealedBy);
  const sealed = typeof seal?.signature === 'string' ? { signature: seal.signature } : {};
  const thought = part.flag('thought') === true;
  const call = part.object('functionCall');
  if (call !== undefined) return { ...readCall(call, others), ...sealed };
  const result = part.object('functionResponse');
  if (result !== undefined) return readResult(result, others);
  const content = part.text('text');
  if (thought) {
    // A thought may be a picture.
    if (content === undefined && seal === undefined) return unknown;
    return { type: 'reasoning', content: content ?? '', signature: null, ...seal };
  }
  if (content !== undefined) return { type: 'text', content, ...sealed };
  const media = readMedia(part, others);
  if (media !== null) return media;
  return seal === undefined ? unknown : { type: 'text', content: '', ...sealed };
}

/** The tool of Google's own that a part is a call or a result of. */
function hostedTool(part: GeminiMembers): string | null {
  const called = part.any('toolCall') ?? part.any('toolResponse');
  if (called === undefined) return 'code_execution';
  return isJsonObject(called) ? (textOrNull(called['toolType'])?.toLowerCase() ?? null) : null;
}

function readCall(call: GeminiMembers, others: string[]): Extract<Part, { type: 'tool_call' }> {
  const args = call.object('args')?.value ?? {};
  const id = call.text('id') || null;
  const name = call.needed('name');
  others.push(...call.rest());
  return { type: 'tool_call', kind: 'function', id, name, arguments: JSON.stringify(args) };
}

function readResult(
  result: GeminiMembers,
  others: string[],
): Extract<Part, { type: 'tool_result' }> {
  const { text, failed } = readResponse(result.any('response'));
  const media = result
    .objects('parts')
    .map((part): ContentPart => readMedia(part, others) ?? { type: 'unknown', value: part.value });
  const id = result.text('id') || null;
  result.skip('name');
  others.push(...result.rest());
  return {
    type: 'tool_result',
    id,
    content: [...(text === '' ? [] : [{ type: 'text' as const, content: text }]), ...media],
    ...(failed ? { failed } : {}),
  };
}
