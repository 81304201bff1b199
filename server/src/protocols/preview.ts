import { findMembers, type Range } from '../lib/json-ranges.ts';
import type { Answer, Message, Part } from './conversation/conversation.ts';
import {
  answerText,
  type ConversationEvent,
  joinEvents,
  messageText,
} from './conversation/index.ts';
import type { StreamEvent } from './stream-event.ts';
import type { StreamReader } from './stream-reader.ts';

/** The beginnings of what was asked and answered. */
export interface Preview {
  readonly input: string;
  readonly output: string;
}

export interface PreviewedBodies {
  readonly request: Buffer;
  /** Where its turns stand: the elements of the first of the protocol's `repeated` members, or that member where it is none. */
  readonly turns: readonly Range[];
  readonly response: Buffer;
}

/** What a preview takes to read of a protocol's bodies. None of it throws. */
export interface PreviewReaders {
  /** What a turn says, in the normal form; a text may be one by itself. */
  readTurn(turn: unknown): readonly Message[];
  /** The text of a request without turns: what is embedded, searched for, or painted. */
  otherInput(request: Buffer): string;
  /** The first answer of a whole one, read by itself; null: there is none. */
  readFirstAnswer(response: Buffer): Pick<Answer, 'parts'> | null;
  beginsStream(response: Buffer): boolean;
  streamDecoder(): StreamDecoder;
}

export interface StreamDecoder {
  push(chunk: Buffer): readonly ConversationEvent[];
  /** After the last chunk. */
  finish(): readonly ConversationEvent[];
}

/** What reads a stream on its way, as one that decodes all of it. */
export function readerAsDecoder(reader: StreamReader): StreamDecoder {
  const said = (events: readonly StreamEvent[]) =>
    events.flatMap((event) => ('said' in event ? event.said() : []));
  return {
    push: (chunk) => said(reader.pushEvents(chunk)),
    finish: () => said(reader.finish().tailEvents),
  };
}

const LONG_TURN_BYTES = 4096;
/** `\uXXXX`. */
const LONGEST_ESCAPE = 6;
const QUOTE = 0x22;
/** A stream is decoded so much at a time until there is enough of it. */
const STREAM_STEP_BYTES = 8 << 10;

/**
 * The last thing that the user said and the first answer, at least `chars` of each where there is so much. Reads as little of
 * the bodies as that takes. What cannot be understood has an empty preview: a preview never costs a row.
 */
export function previewBy(
  readers: PreviewReaders,
): (bodies: PreviewedBodies, chars: number) => Preview {
  return ({ request, turns, response }, chars) => ({
    input:
      turns.length > 0 ? lastUserText(readers, request, turns, chars) : readers.otherInput(request),
    output: outputOf(readers, response, chars),
  });
}

function lastUserText(
  { readTurn }: PreviewReaders,
  request: Buffer,
  turns: readonly Range[],
  chars: number,
): string {
  let fallback = '';
  for (let i = turns.length - 1; i >= 0; i--) {
    const turn = longTurn(request, turns[i], chars) ?? parseAt(request, turns[i]);
    const messages = readTurn(turn);
    for (let k = messages.length - 1; k >= 0; k--) {
      const parts = messages[k]?.parts ?? [];
      const said = messages[k]?.role === 'user' ? saidByUser(parts) : null;
      if (said !== null) return messageText(said);
      if (fallback === '') fallback = messageText(parts);
    }
  }
  return fallback;
}

/** Without what tools answered, which comes as the user's too; null: that is all. */
function saidByUser(parts: readonly Part[]): readonly Part[] | null {
  if (!parts.some(({ type }) => type === 'tool_result')) return parts;
  const said = parts.filter(({ type }) => type !== 'tool_result');
  return said.length === 0 ? null : said;
}

/**
 * A long message of one text, with as much of its text as a preview can need: to parse all of it costs more than all else
 * that is done for its request. Null where that is not plain to see.
 */
function longTurn(
  request: Buffer,
  range: Range | undefined,
  chars: number,
): { role: unknown; content: string } | null {
  if (range === undefined || range.end - range.start < LONG_TURN_BYTES) return null;
  const turn = request.subarray(range.start, range.end);
  const [role, content] = findMembers(turn, ['role', 'content']);
  if (role === undefined || content === undefined || turn[content.start] !== QUOTE) return null;
  // And two more, since the last one may be cut.
  const enough = (chars + 2) * LONGEST_ESCAPE;
  if (content.end - content.start <= enough) return null;
  // One of so many ends is not within an escape; half a character is past what is shown.
  for (let back = 0; back < LONGEST_ESCAPE; back++) {
    const text = parseJson(
      `${turn.toString('utf8', content.start, content.start + enough - back)}"`,
    );
    if (typeof text !== 'string') continue;
    return { role: parseJson(turn.toString('utf8', role.start, role.end)), content: text };
  }
  return null;
}

/** What the assistant said first; of a stream at least what a preview shows, or all. */
function outputOf(readers: PreviewReaders, response: Buffer, chars: number): string {
  if (response.length === 0) return '';
  if (readers.beginsStream(response)) return beginningOf(readers.streamDecoder(), response, chars);
  const answer = readers.readFirstAnswer(response);
  return answer === null ? '' : answerText(answer.parts);
}

/** Decodes a stream as far as a preview needs: a text that is long enough hides whatever follows it. */
function beginningOf(decoder: StreamDecoder, response: Buffer, chars: number): string {
  const events: ConversationEvent[] = [];
  let shown = 0;
  const take = (more: readonly ConversationEvent[]): void => {
    for (const event of more) {
      if (!('answer' in event) || event.answer !== 0) continue;
      events.push(event);
      if (event.type === 'text') shown += event.content.trim() === '' ? 0 : event.content.length;
    }
  };
  for (let at = 0; at < response.length && shown <= chars; at += STREAM_STEP_BYTES) {
    take(decoder.push(response.subarray(at, at + STREAM_STEP_BYTES)));
  }
  if (shown <= chars) take(decoder.finish());
  return answerText(joinEvents(events).answers[0]?.parts ?? []);
}

function parseAt(body: Buffer, range: Range | undefined): unknown {
  return range === undefined ? null : parseJson(body.toString('utf8', range.start, range.end));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
