import type { AnswerFacts } from '../answer-facts.ts';
import { ConversationEvent } from '../conversation/events.ts';
import type { Usage } from '../conversation/usage.ts';
import { parseBytes } from '../json.ts';
import type { EventDecoder } from '../sse/lazy-event.ts';
import { readEvent, type SseEvent } from '../sse/sse-event.ts';
import { type EventVerdict, type SseDialect, SseStreamReader } from '../sse/sse-stream-reader.ts';
import type { StreamEvent } from '../stream-event.ts';
import type { StreamReader } from '../stream-reader.ts';
import { NO_FACTS } from './read-answer.ts';

/** Ends a stream well. */
const END = 'end';
const TOKENS: ReadonlySet<string> = new Set(['text', 'reasoning', 'refusal', 'tool_call', 'audio']);

/** An event of the normal form as it is streamed within the process. */
export function writeEvent(event: ConversationEvent): Buffer {
  return Buffer.from(`data: ${JSON.stringify(event)}\n\n`);
}

export const END_EVENT: Buffer = Buffer.from(`event: ${END}\ndata:\n\n`);

export function createStreamReader(): StreamReader {
  return new SseStreamReader(new Events(), true);
}

class Events implements SseDialect {
  #kind: StreamEvent['kind'] = 'note';
  #usage: Usage | null = null;
  #error: AnswerFacts['error'] = null;
  readonly #finishReasons: string[] = [];
  chunks = 0;
  readonly ended = false;

  get facts(): AnswerFacts {
    const finishReasons = [...this.#finishReasons];
    return { ...NO_FACTS, finishReasons, usage: this.#usage, error: this.#error };
  }

  get sawError(): boolean {
    return this.#error !== null;
  }

  read({ bytes, start, end, name }: SseEvent): EventVerdict {
    this.#kind = 'note';
    if (name === END) {
      this.#kind = 'end';
      return 'end';
    }
    const event = eventIn(bytes.subarray(start, end));
    if (event === null) {
      this.#kind = 'opaque';
      return 'broken';
    }
    this.#note(event);
    return null;
  }

  #note(event: ConversationEvent): void {
    if (TOKENS.has(event.type)) {
      this.#kind = 'content';
      this.chunks++;
    } else if (event.type === 'usage') {
      this.#usage = event.usage;
    } else if (event.type === 'stop') {
      this.#finishReasons.push(event.reason);
    } else if (event.type === 'error') {
      this.#kind = 'error';
      this.#error = { message: event.message, type: null, code: event.code ?? null };
    }
  }

  kind(): StreamEvent['kind'] {
    return this.#kind;
  }

  /** Only read whole. */
  terminalLineAt(bytes: Buffer): number {
    return bytes.length;
  }

  readTail(): void {
    // Nothing comes behind the end.
  }

  decoder(): EventDecoder {
    return {
      decodeEvent(whole) {
        const { bytes, start, end } = readEvent(whole, 0, 0);
        const event = eventIn(bytes.subarray(start, end));
        return event === null ? [] : [event];
      },
    };
  }
}

function eventIn(data: Buffer): ConversationEvent | null {
  const read = ConversationEvent.safeParse(parseBytes(data, 0));
  return read.success ? read.data : null;
}
