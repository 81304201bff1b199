import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Message, Part } from '../../conversation/conversation.ts';
import { audioPart } from '../../conversation/sound.ts';
import { textOf, textOrNull } from '../../json.ts';
import { readCalls } from './read-calls.ts';
import { readCitations } from './read-citations.ts';
import { isContentPart, readContent, refusalOf } from './read-content.ts';
import { readReasoning } from './read-reasoning.ts';

/** A message of a request or an answer. Its parts stand in one order, since the protocol tells of none. */
export function readMessage(value: unknown): Message {
  const message = isJsonObject(value) ? value : {};
  const role = textOf(message['role']) || 'unknown';
  const name = textOrNull(message['name']);
  if (role === 'tool' || role === 'function') {
    const result: Part = {
      type: 'tool_result',
      id: textOrNull(message['tool_call_id']),
      content: readContent(message['content']).filter(isContentPart),
    };
    return { role, name, parts: [result] };
  }
  const content = readContent(message['content']);
  return {
    role,
    name,
    parts: [
      ...readReasoning(message),
      ...content.filter(({ type }) => type === 'reasoning'),
      ...withCitations(content.filter(isContentPart), message),
      ...readImages(message),
      ...readAudio(message['audio']),
      ...content.filter(({ type }) => type === 'refusal'),
      ...refusalOf(message['refusal']),
      ...readCalls(message),
    ],
  };
}

function withCitations(content: readonly ContentPart[], message: JsonObject): ContentPart[] {
  const citations = readCitations(message);
  if (citations.length === 0) return [...content];
  const at = content.findLastIndex(({ type }) => type === 'text');
  return at === -1
    ? [...content, { type: 'text', content: '', citations }]
    : content.map((part, i) => (i === at && part.type === 'text' ? { ...part, citations } : part));
}

/** Images that a model made stand where OpenRouter puts them; OpenAI's chat has no place for them. */
export function readImages(message: JsonObject): ContentPart[] {
  return readContent(message['images']).filter((part) => part.type === 'image');
}

function readAudio(value: unknown): ContentPart[] {
  if (!isJsonObject(value)) return [];
  return [audioPart(textOrNull(value['id']), textOf(value['data']), textOf(value['transcript']))];
}
