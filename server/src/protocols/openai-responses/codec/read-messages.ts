import { isJsonObject } from '../../../lib/json-object.ts';
import type { Message, Part } from '../../conversation/conversation.ts';
import type { Members } from '../../members.ts';
import { type ReadItem, readItem } from './read-item.ts';
import type { Reading } from './reading.ts';

/** `instructions` and `input` of a request, as the items that they are. */
export function readItems(body: Members, reading: Reading): ReadItem[] {
  return [...readInstructions(body), ...readInput(body, reading)];
}

function readInstructions(body: Members): ReadItem[] {
  const instructions = body.text('instructions') ?? '';
  return instructions === ''
    ? []
    : [{ role: 'system', parts: [{ type: 'text', content: instructions }] }];
}

function readInput(body: Members, reading: Reading): ReadItem[] {
  const input = body.any('input') ?? [];
  if (typeof input === 'string') {
    return [{ role: 'user', parts: input === '' ? [] : [{ type: 'text', content: input }] }];
  }
  if (!Array.isArray(input)) {
    throw body.fault('input', 'is neither a text nor a list of items', 'Send one of them.');
  }
  return input.flatMap((value: unknown, i) => {
    const item = reading.one(value, `input.${i}`, (members) => readItem(members, reading));
    if (item === null) return [];
    return 'parts' in item ? [item] : [{ role: roleOf(item.value), parts: [item] }];
  });
}

/** Of an item of an unknown kind: outputs are what whoever runs a tool says; all else, the model did. */
function roleOf(item: unknown): string {
  const type = isJsonObject(item) ? item['type'] : null;
  return typeof type === 'string' && type.endsWith('_output') ? 'tool' : 'assistant';
}

/**
 * The messages that items come to. What the model said in one turn, its reasoning, texts and calls, are items by themselves, and
 * one message.
 */
export function joinItems(items: readonly ReadItem[]): Message[] {
  const messages: { role: string; name: null; parts: Part[] }[] = [];
  const signatures = new Map<string, string>();
  for (const { role, parts, textSignature, callSignatures = {} } of items) {
    for (const [id, signature] of Object.entries(callSignatures)) signatures.set(id, signature);
    const last = messages.at(-1);
    const goesOn = role === 'assistant' && last?.role === 'assistant';
    if (goesOn && textSignature !== undefined) sealText(last.parts, textSignature);
    if (goesOn) last.parts.push(...parts);
    else if (role !== 'assistant' || parts.length > 0) {
      messages.push({ role, name: null, parts: [...parts] });
    }
  }
  if (signatures.size > 0) for (const { parts } of messages) sealCalls(parts, signatures);
  return messages;
}

function sealText(parts: Part[], signature: string): void {
  const at = parts.findLastIndex(({ type }) => type === 'text');
  const part = parts[at];
  if (part?.type === 'text') parts[at] = { ...part, signature };
}

function sealCalls(parts: Part[], signatures: ReadonlyMap<string, string>): void {
  for (const [at, part] of parts.entries()) {
    if (part.type !== 'tool_call' || part.id === null) continue;
    const signature = signatures.get(part.id);
    if (signature !== undefined) parts[at] = { ...part, signature };
  }
}
