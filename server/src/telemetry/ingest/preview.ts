import type { RequestEnd } from '../record.ts';
import { elementsOf, findMember, type Range } from './json-ranges.ts';
import { assistantText, type Json, messageText, parseJson } from './message-text.ts';
import type { Preview } from './request-rows.ts';
import { streamedText } from './streamed-text.ts';

/** Characters that lists show of a body. */
export const PREVIEW_CHARS = 200;

const LONG_MESSAGE_BYTES = 4096;
/** Of a JSON string: 200 characters, also where each is an escape of six bytes. */
const ENOUGH_BYTES = 2048;
/** `\uXXXX`. */
const LONGEST_ESCAPE = 6;
const QUOTE = 0x22;

/**
 * The last user message and the assistant's answer, cut short. Reads as little of the bodies as that takes. What cannot be
 * understood has an empty preview: a preview never costs a row.
 */
export function previewOf(
  end: RequestEnd,
  request: Buffer,
  response: Buffer,
  messages: readonly Range[],
): Preview {
  return {
    input: cut(messages.length > 0 ? lastUserText(request, messages) : embeddingsInput(request)),
    output: cut(outputOf(end, response, PREVIEW_CHARS)),
  };
}

function lastUserText(request: Buffer, messages: readonly Range[]): string {
  let fallback = '';
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = longMessage(request, messages[i]) ?? parseAt(request, messages[i]);
    if (message === null) continue;
    if (message['role'] === 'user') return messageText(message);
    if (fallback === '') fallback = messageText(message);
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

/** What the assistant said; of a stream at least `enough` characters, or all. */
function outputOf(
  end: Pick<RequestEnd, 'response_content_type'>,
  response: Buffer,
  enough: number,
): string {
  if (response.length === 0) return '';
  if (isEventStream(end)) return streamedText(response, enough);
  const choices = findMember(response, 'choices');
  if (choices === null) return '';
  const choice = parseAt(response, elementsOf(response, choices, 1)[0]);
  return choice === null ? '' : assistantText(choice['message']);
}

/** The same, whole; null where there is nothing. */
export function wholeOutput(
  end: Pick<RequestEnd, 'response_content_type'>,
  response: Buffer,
): string | null {
  const text = outputOf(end, response, Number.POSITIVE_INFINITY);
  return text === '' ? null : text;
}

function isEventStream(end: Pick<RequestEnd, 'response_content_type'>): boolean {
  return end.response_content_type?.startsWith('text/event-stream') === true;
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
