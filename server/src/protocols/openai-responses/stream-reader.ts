import type { AnswerFacts } from '../answer-facts.ts';
import type { EventDecoder } from '../sse/lazy-event.ts';
import type { SseEvent } from '../sse/sse-event.ts';
import { type EventVerdict, type SseDialect, SseStreamReader } from '../sse/sse-stream-reader.ts';
import type { StreamEvent } from '../stream-event.ts';
import type { StreamReader } from '../stream-reader.ts';
import { ResponsesStreamDecoder } from './codec/responses-stream-decoder.ts';
import { EventObserver, type ObservedEvent } from './event-observer.ts';
import { isTerminalType, terminalLineAt } from './terminal-event.ts';

/** Streams tell their usage unasked, so there is nothing to take out. */
export function createStreamReader(): StreamReader {
  return new SseStreamReader(new ResponsesDialect(), false);
}

class ResponsesDialect implements SseDialect {
  readonly terminalLineAt = terminalLineAt;
  /** Whoever ends a stream well says so. */
  readonly ended = false;
  readonly #observer = new EventObserver();
  #decoder: ResponsesStreamDecoder | null = null;
  /** Of the event that was read last. */
  #observed: ObservedEvent = 'note';

  get facts(): AnswerFacts {
    return this.#observer.facts;
  }

  get chunks(): number {
    return this.#observer.contentEvents;
  }

  get sawError(): boolean {
    return this.#observer.error !== null;
  }

  decoder(): EventDecoder {
    this.#decoder ??= new ResponsesStreamDecoder();
    return this.#decoder;
  }

  readTail(): void {
    // Behind the whole response stands nothing, or the [DONE] of servers that send it in every protocol.
  }

  read({ bytes, start, end, name }: SseEvent): EventVerdict {
    this.#observed = 'note';
    if (start === end) return this.#named(name, '');
    this.#observed = this.#observer.observe(bytes, start, name);
    if (this.#observed === 'end') return 'end';
    if (this.#observed !== 'not_json') return null;
    const verdict = this.#named(name, bytes.toString('utf8', start, end));
    return verdict ?? 'broken';
  }

  kind(): StreamEvent['kind'] {
    return this.#observed === 'not_json' ? 'opaque' : this.#observed;
  }

  /** What an event without data that can be read is by its name. */
  #named(name: string | null, data: string): 'end' | null {
    if (name === 'error') {
      this.#observer.noteError(data);
      this.#observed = 'error';
    }
    return name !== null && isTerminalType(name) ? 'end' : null;
  }
}
