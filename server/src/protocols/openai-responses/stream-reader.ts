import type { AnswerFacts } from '../answer-facts.ts';
import type { PrefixOf } from '../kept-ids.ts';
import type { EventDecoder } from '../sse/lazy-event.ts';
import { type SseEvent, withEdits } from '../sse/sse-event.ts';
import { type EventVerdict, type SseDialect, SseStreamReader } from '../sse/sse-stream-reader.ts';
import type { StreamEvent } from '../stream-event.ts';
import type { StreamReader, StreamReaderOptions } from '../stream-reader.ts';
import { ResponsesStreamDecoder } from './codec/responses-stream-decoder.ts';
import { EventObserver, type ObservedEvent } from './event-observer.ts';
import { eventIdEdits } from './kept/answer-ids.ts';
import { ItemPrefix } from './kept/item-prefix.ts';
import { isTerminalType, terminalLineAt } from './terminal-event.ts';

/** The last event has the whole response in it, every image that was made too. */
const MAX_EVENT_BYTES = 64 * 1024 * 1024;

/** Streams tell their usage unasked, so there is nothing to take out. */
export function createStreamReader({ idPrefix }: StreamReaderOptions): StreamReader {
  const prefixOf = idPrefix === undefined ? null : remembered(idPrefix);
  return new SseStreamReader(new ResponsesDialect(prefixOf), prefixOf !== null, MAX_EVENT_BYTES);
}

/** An item is named by each of its pieces. */
function remembered(prefixOf: PrefixOf): PrefixOf {
  const known = new Map<string, string>();
  return (id) => {
    const prefix = known.get(id) ?? prefixOf(id);
    if (id.length <= LONGEST_REMEMBERED && known.size < MOST_REMEMBERED) known.set(id, prefix);
    return prefix;
  };
}

const LONGEST_REMEMBERED = 256;
const MOST_REMEMBERED = 1024;

class ResponsesDialect implements SseDialect {
  readonly terminalLineAt = terminalLineAt;
  /** Whoever ends a stream well says so. */
  readonly ended = false;
  readonly #observer = new EventObserver();
  /** Null: ids pass as they are. */
  readonly #prefixOf: PrefixOf | null;
  readonly #itemPrefix: ItemPrefix | null;
  #decoder: ResponsesStreamDecoder | null = null;
  /** Of the event that was read last. */
  #observed: ObservedEvent = 'note';

  constructor(prefixOf: PrefixOf | null) {
    this.#prefixOf = prefixOf;
    this.#itemPrefix = prefixOf === null ? null : new ItemPrefix(prefixOf);
  }

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

  read(event: SseEvent): EventVerdict {
    const { bytes, start, end, name } = event;
    this.#observed = 'note';
    if (start === end) return this.#named(name, '');
    this.#observed = this.#observer.observe(bytes, start, name);
    if (this.#observed !== 'not_json') {
      const wrapped = this.#wrapped(event);
      if (this.#observed !== 'end') return wrapped;
      return wrapped === null ? 'end' : { end: wrapped };
    }
    const verdict = this.#named(name, bytes.toString('utf8', start, end));
    return verdict ?? 'broken';
  }

  kind(): StreamEvent['kind'] {
    return this.#observed === 'not_json' ? 'opaque' : this.#observed;
  }

  /** The event with its ids wrapped; null where it has none, or ids pass. */
  #wrapped(event: SseEvent): Buffer | null {
    if (this.#prefixOf === null) return null;
    const only = this.#observer.onlyId;
    const edit = only === null ? null : this.#itemPrefix?.before(event.bytes, only);
    if (edit) return withEdits(event, [edit]);
    const edits = eventIdEdits(event.bytes, event.start, this.#prefixOf);
    return edits.length === 0 ? null : withEdits(event, edits);
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
