import {
  answerText,
  type ConversationEvent,
  joinEvents,
  messageText,
  wholeAnswerText,
} from '../../protocols/conversation/index.ts';
import { openaiChat } from '../../protocols/index.ts';
import {
  beginsEvents,
  ChatStreamDecoder,
  readAnswer,
  readMessage,
} from '../../protocols/openai-chat/index.ts';
import { elementsOf, findMember, type Range } from './json-ranges.ts';
import type { Preview } from './request-rows.ts';

/** Characters that lists show of a body. */
export const PREVIEW_CHARS = 200;

const LONG_MESSAGE_BYTES = 4096;
/** Of a JSON string: 200 characters, also where each is an escape of six bytes. */
const ENOUGH_BYTES = 2048;
/** `\uXXXX`. */
const LONGEST_ESCAPE = 6;
const QUOTE = 0x22;
/** A stream is decoded so much at a time until there is enough of it. */
const STREAM_STEP_BYTES = 8 << 10;

/**
 * The last user message and the assistant's answer, cut short. Reads as little of the bodies as that takes. What cannot be
 * understood has an empty preview: a preview never costs a row.
 */
export function previewOf(request: Buffer, response: Buffer, messages: readonly Range[]): Preview {
  return {
    input: cut(messages.length > 0 ? lastUserText(request, messages) : embeddingsInput(request)),
    output: cut(outputOf(response)),
  };
}

function lastUserText(request: Buffer, messages: readonly Range[]): string {
  let fallback = '';
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = longMessage(request, messages[i]) ?? parseAt(request, messages[i]);
    if (message === null) continue;
    if (message['role'] === 'user') return messageText(readMessage(message).parts);
    if (fallback === '') fallback = messageText(readMessage(message).parts);
  }
  return fallback;
}

/**
 * A long message of one text, with as much of its text as a preview can need: to parse all of it costs more than all else
 * that is done for its request. Null where that is not plain to see.
 */
function longMessage(request: Buffer, range: Range | undefined): Json | null {
  if (range === undefined || range.end - range.start < LONG_MESSAGE_BYTES) return null;
  const message = request.subarray(range.start, range.end);
  const role = findMember(message, 'role');
  const content = findMember(message, 'content');
  if (role === null || content === null || message[content.start] !== QUOTE) return null;
  if (content.end - content.start <= ENOUGH_BYTES) return null;
  // One of so many ends is not within an escape; half a character is past what is shown.
  for (let back = 0; back < LONGEST_ESCAPE; back++) {
    const end = content.start + ENOUGH_BYTES - back;
    const text = parseJson(`${message.toString('utf8', content.start, end)}"`);
    if (typeof text !== 'string') continue;
    return { role: parseJson(message.toString('utf8', role.start, role.end)), content: text };
  }
  return null;
}

function embeddingsInput(request: Buffer): string {
  const input = findMember(request, 'input');
  if (input === null) return '';
  const first = request[input.start] === 0x5b ? elementsOf(request, input, 1)[0] : input;
  const value =
    first === undefined ? null : parseJson(request.toString('utf8', first.start, first.end));
  return typeof value === 'string' ? value : '';
}

/** What the assistant said first; of a stream at least what a preview shows, or all. */
function outputOf(response: Buffer): string {
  if (response.length === 0) return '';
  if (beginsEvents(response)) return beginningOf(response);
  const choices = findMember(response, 'choices');
  if (choices === null) return '';
  const choice = parseAt(response, elementsOf(response, choices, 1)[0]);
  return choice === null ? '' : answerText(readAnswer(choice).parts);
}

/** Decodes a stream as far as a preview needs: a text that is long enough hides whatever follows it. */
function beginningOf(response: Buffer): string {
  const decoder = new ChatStreamDecoder();
  const events: ConversationEvent[] = [];
  let shown = 0;
  for (let at = 0; at < response.length && shown <= PREVIEW_CHARS; at += STREAM_STEP_BYTES) {
    for (const event of decoder.push(response.subarray(at, at + STREAM_STEP_BYTES))) {
      if (!('answer' in event) || event.answer !== 0) continue;
      events.push(event);
      if (event.type === 'text') shown += event.content.trim() === '' ? 0 : event.content.length;
    }
  }
  if (shown <= PREVIEW_CHARS) events.push(...decoder.finish());
  return answerText(joinEvents(events).answers[0]?.parts ?? []);
}

/** All that was said, of each answer, its reasoning and its calls too; null where there is nothing. */
export function wholeOutput(response: Buffer): string | null {
  const texts = openaiChat
    .readReply(response)
    .answers.map(({ parts }) => wholeAnswerText(parts))
    .filter((text) => text !== '');
  return texts.length === 0 ? null : texts.join('\n\n');
}

type Json = Readonly<Record<string, unknown>>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parseAt(body: Buffer, range: Range | undefined): Json | null {
  if (range === undefined) return null;
  const value = parseJson(body.toString('utf8', range.start, range.end));
  return typeof value === 'object' && value !== null ? (value as Json) : null;
}

/** The first characters, never half of a surrogate pair. */
export function cut(text: string): string {
  if (text.length <= PREVIEW_CHARS) return text;
  const last = text.charCodeAt(PREVIEW_CHARS - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? PREVIEW_CHARS - 1 : PREVIEW_CHARS);
}
