import type { JsonObject } from '../../../lib/json-object.ts';
import { withCallIds } from '../../conversation/call-ids.ts';
import type { Message } from '../../conversation/conversation.ts';
import { textOf } from '../../json.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { writeBlocks } from './write-blocks.ts';

interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: JsonObject[];
}

/**
 * The conversation as Anthropic wants it: what the model is told beforehand apart, in order; then turns of the user and the
 * assistant by turns, results of tools first in theirs.
 */
export function writeMessages(
  messages: readonly Message[],
  unsupported: UnsupportedFeatures,
): { readonly system: readonly JsonObject[]; readonly messages: readonly JsonObject[] } {
  const system: JsonObject[] = [];
  const turns: Turn[] = [];
  for (const message of withCallIds(messages)) {
    if (message.name !== null) unsupported.addHint('name of a message');
    if (message.role === 'system' || message.role === 'developer') {
      system.push(...writeSystem(message, unsupported));
      continue;
    }
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const content = writeBlocks(role, message.parts, unsupported);
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...content);
    else if (content.length > 0) turns.push({ role, content });
  }
  // There has to be a turn, and to a model that is only told something that is one.
  const lone = turns.length === 0 ? system.splice(0) : [];
  if (lone.length > 0) turns.push({ role: 'user', content: lone });
  if (turns[0]?.role === 'assistant') {
    unsupported.add('a conversation that the assistant begins');
    dropBeginning(turns);
  }
  return { system, messages: turns.map((turn, i) => writeTurn(turn, i === turns.length - 1)) };
}

/** Up to where the user speaks, with the results of the calls that go with it. */
function dropBeginning(turns: Turn[]): void {
  while (turns[0]?.role === 'assistant') {
    const called = turns.shift()?.content.map(({ id }) => id) ?? [];
    const next = turns.shift();
    const content = next?.content.filter(
      ({ type, tool_use_id: id }) => type !== 'tool_result' || !called.includes(id),
    );
    if (next !== undefined && content !== undefined && content.length > 0) {
      turns.unshift({ ...next, content });
    }
  }
}

function writeSystem(message: Message, unsupported: UnsupportedFeatures): JsonObject[] {
  const texts = message.parts.filter(({ type }) => type === 'text');
  for (const { type } of message.parts) {
    if (type !== 'text') unsupported.add(`${type} in a system message`);
  }
  return writeBlocks('user', texts, unsupported);
}

function writeTurn({ role, content }: Turn, last: boolean): JsonObject {
  if (role === 'assistant') return { role, content: contentOf(last ? trimmed(content) : content) };
  const results = content.filter(({ type }) => type === 'tool_result');
  const others = content.filter(({ type }) => type !== 'tool_result');
  return { role, content: contentOf([...results, ...others]) };
}

/** What the model is to go on with may not end in white space. */
function trimmed(content: readonly JsonObject[]): readonly JsonObject[] {
  const last = content.at(-1);
  if (last?.['type'] !== 'text') return content;
  return content.with(-1, { ...last, text: textOf(last['text']).trimEnd() });
}

/** One text that is nothing else is written as such. */
export function contentOf(blocks: readonly JsonObject[]): unknown {
  const [only] = blocks;
  const plain = blocks.length === 1 && only !== undefined && Object.keys(only).length === 2;
  return plain && only['type'] === 'text' ? only['text'] : blocks;
}
