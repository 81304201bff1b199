import type { JsonObject } from '../../../lib/json-object.ts';
import type { Quirks } from '../../codec.ts';
import { withCallIds } from '../../conversation/call-ids.ts';
import type { ContentPart, Message, Part } from '../../conversation/conversation.ts';
import { listOf } from '../../json.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { withTakenIds } from './call-id.ts';
import { isContentPart } from './read-content.ts';
import { writeCall } from './write-calls.ts';
import { writeContent, writeTexts } from './write-content.ts';
import { isSealed, reasoningText, writeReasoning } from './write-reasoning.ts';

/** What a request says was said. */
export function writeMessages(
  messages: readonly Message[],
  quirks: Quirks,
  unsupported: UnsupportedFeatures,
): JsonObject[] {
  const named = withTakenIds(withCallIds(messages), quirks.callIdLength);
  return named.flatMap((message) => {
    const results = message.parts.filter((part) => part.type === 'tool_result');
    const said = { ...message, parts: message.parts.filter(({ type }) => type !== 'tool_result') };
    const rest =
      message.role === 'assistant'
        ? writeAssistant(said, quirks, unsupported)
        : writeOther(said, quirks, unsupported);
    // Results have to follow the calls, whatever is said besides.
    const alone = results.length > 0 && said.parts.length === 0;
    const answers = results.map((result) => writeResult(result, unsupported));
    if (alone) return answers;
    return message.role === 'assistant' ? [rest, ...answers] : [...answers, rest];
  });
}

/** Of an assistant, the parts of all kinds but those of results. */
function writeAssistant(
  { name, parts }: Message,
  quirks: Quirks,
  unsupported: UnsupportedFeatures,
): JsonObject {
  const calls = parts.filter((part) => part.type === 'tool_call');
  const refusal = parts.flatMap((part) => (part.type === 'refusal' ? [part.content] : []));
  const spoken = parts.find(({ type }) => type === 'audio');
  const sound =
    spoken?.type === 'audio' && spoken.source?.kind === 'file' ? spoken.source : undefined;
  const content = parts
    .filter(isContentPart)
    .filter((part) => sound === undefined || part !== spoken);
  const written = withThinking(
    writeTexts(content, 'an answer of before', unsupported),
    parts,
    quirks,
  );
  if (calls.some(({ signature }) => signature !== undefined)) {
    unsupported.addHint('signed tool calls');
  }
  if (calls.some(({ cache }) => cache !== undefined)) unsupported.addHint('cache_control');
  const silent = calls.length > 0 || refusal.length > 0 || sound !== undefined;
  return {
    role: 'assistant',
    ...(name === null ? {} : { name }),
    ...writeThoughts(parts, quirks, unsupported),
    content: written === '' && silent ? null : written,
    ...(refusal.length === 0 ? {} : { refusal: refusal.join('') }),
    ...(sound === undefined ? {} : { audio: { id: sound.id } }),
    ...(calls.length === 0
      ? {}
      : { tool_calls: calls.map((call) => writeCall(call, call.id ?? '')) }),
  };
}

function writeThoughts(
  parts: readonly Part[],
  { reasoning: member }: Quirks,
  unsupported: UnsupportedFeatures,
): JsonObject {
  const thoughts = parts.filter((part) => part.type === 'reasoning');
  if (member === 'reasoning_details') return writeReasoning(thoughts);
  if (thoughts.some(isSealed)) unsupported.addHint('signed reasoning');
  if (member === 'reasoning_content') return reasoningText(thoughts);
  if (member === 'reasoning') {
    const { reasoning_content: text } = reasoningText(thoughts);
    return text === undefined ? {} : { reasoning: text };
  }
  if (member === 'thinking_part') return {};
  if (thoughts.length > 0) unsupported.addHint('reasoning of earlier turns');
  return {};
}

/** The content of an assistant's message, behind what it thought where that is a part of it. */
function withThinking(written: unknown, parts: readonly Part[], { reasoning }: Quirks): unknown {
  const thoughts = parts.filter((part) => part.type === 'reasoning');
  const { reasoning_content: text } = reasoningText(thoughts);
  if (reasoning !== 'thinking_part' || text === undefined) return written;
  const said = typeof written === 'string' ? [{ type: 'text', text: written }] : listOf(written);
  const thinking = { type: 'thinking', thinking: [{ type: 'text', text }] };
  return written === '' ? [thinking] : [thinking, ...said];
}

function writeOther(
  { role, name, parts }: Message,
  { developer }: Quirks,
  unsupported: UnsupportedFeatures,
): JsonObject {
  const instructs = role === 'system' || role === 'developer';
  const said = parts.filter(isContentPart);
  return {
    role: !instructs ? 'user' : role === 'developer' ? (developer ?? role) : role,
    ...(name === null ? {} : { name }),
    content: instructs
      ? writeTexts(said, `a ${role} message`, unsupported)
      : writeContent(said, unsupported),
  };
}

type Result = Extract<Part, { type: 'tool_result' }>;

/** OpenAI's chat takes texts alone from a tool, and no word of whether it failed. */
function writeResult(
  { id, content, failed, cache }: Result,
  unsupported: UnsupportedFeatures,
): JsonObject {
  if (failed === true) unsupported.addHint('is_error of a tool result');
  if (cache !== undefined) unsupported.addHint('cache_control');
  const text: readonly ContentPart[] = content;
  return {
    role: 'tool',
    tool_call_id: id ?? '',
    content: writeTexts(text, 'tool result', unsupported),
  };
}
