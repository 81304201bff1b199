import type { AnswerFacts } from '../answer-facts.ts';
import type { EventDecoder } from '../sse/lazy-event.ts';
import type { SseEvent } from '../sse/sse-event.ts';
import { type EventVerdict, type SseDialect, SseStreamReader } from '../sse/sse-stream-reader.ts';
import type { StreamEvent } from '../stream-event.ts';
import type { StreamReader } from '../stream-reader.ts';
import { MessagesStreamDecoder } from './codec/messages-stream-decoder.ts';
import { EventObserver, type ObservedEvent } from './event-observer.ts';
import { terminalLineAt } from './terminal-event.ts';

/** Streams tell their usage unasked, so there is nothing to take out. */
export function createStreamReader(): StreamReader {
  return new SseStreamReader(new MessagesDialect(), false);
}

class MessagesDialect implements SseDialect {
  readonly #observer = new EventObserver();
  readonly terminalLineAt = terminalLineAt;
  /** Whoever ends a stream well says so. */
  readonly ended = false;
  #decoder: MessagesStreamDecoder | null = null;
  #namedError = false;
  /** Of the event that was read last. */
  #observed: ObservedEvent = 'note';

  get facts(): AnswerFacts {
    return this.#observer.facts;
  }

  get chunks(): number {
    return this.#observer.contentEvents;
  }

  get sawError(): boolean {
    return this.#namedError || this.#observer.error !== null;
  }

  decoder(): EventDecoder {
    this.#decoder ??= new MessagesStreamDecoder();
    return this.#decoder;
  }

  readTail(): void {
    // Nothing of a message comes behind its stop.
  }

  read({ bytes, start, end, name }: SseEvent): EventVerdict {
    this.#observed = 'note';
    if (start === end) {
      if (name === 'error') this.#fail('');
      return null;
    }
    this.#observed = this.#observer.observe(bytes, start);
    if (name === 'error') this.#fail(bytes.toString('utf8', start, end));
    if (this.#observed === 'not_json') return 'broken';
    return this.#observed === 'end' || name === 'message_stop' ? 'end' : null;
  }

  kind(): StreamEvent['kind'] {
    return this.#observed === 'not_json' ? 'opaque' : this.#observed;
  }

  #fail(message: string): void {
    this.#namedError = true;
    this.#observer.noteError(message);
    this.#observed = 'error';
  }
}
