import type { AnswerFacts } from '../answer-facts.ts';
import type { EventDecoder } from '../sse/lazy-event.ts';
import { readEvent, type SseEvent, withoutData } from '../sse/sse-event.ts';
import { SseSplitter } from '../sse/sse-splitter.ts';
import { type EventVerdict, type SseDialect, SseStreamReader } from '../sse/sse-stream-reader.ts';
import type { StreamEvent } from '../stream-event.ts';
import type { StreamReader, StreamReaderOptions } from '../stream-reader.ts';
import { ChunkObserver, type ChunkVerdict } from './chunk-observer.ts';
import { ChatStreamDecoder } from './codec/chat-stream-decoder.ts';
import { isTerminal, terminalLineAt } from './terminal-event.ts';

const USAGE = Buffer.from('"usage"');

export function createStreamReader({ spliceUsageOut }: StreamReaderOptions): StreamReader {
  return new SseStreamReader(new ChatDialect(spliceUsageOut), spliceUsageOut);
}

class ChatDialect implements SseDialect {
  readonly #splice: boolean;
  readonly #observer = new ChunkObserver();
  readonly terminalLineAt = terminalLineAt;
  #decoder: ChatStreamDecoder | null = null;
  #namedError = false;
  // Of the event that was read last.
  #verdict: ChunkVerdict | null = null;
  #name: string | null = null;

  constructor(splice: boolean) {
    this.#splice = splice;
  }

  get facts(): AnswerFacts {
    return this.#observer.facts;
  }

  get chunks(): number {
    return this.#observer.contentChunks;
  }

  get ended(): boolean {
    return this.#observer.allFinished;
  }

  get sawError(): boolean {
    return this.#namedError || this.#observer.error !== null;
  }

  decoder(): EventDecoder {
    this.#decoder ??= new ChatStreamDecoder();
    return this.#decoder;
  }

  readTail(tail: Buffer): void {
    this.#observer.addUsage(usageBehind(tail));
  }

  read(event: SseEvent): EventVerdict {
    const { bytes, start, end, name } = event;
    if (name === 'error') this.#namedError = true;
    this.#name = name;
    this.#verdict = null;
    if (start === end) return null;
    if (isTerminal(bytes, start, end)) return 'end';
    const verdict = this.#observer.observe(bytes, start);
    this.#verdict = verdict;
    if (this.#namedError) this.#observer.noteError(bytes.toString('utf8', start, end));
    if (verdict.kind === 'not_json') return 'broken';
    if (!this.#splice) return null;
    if (verdict.kind === 'usage_chunk') return 'drop';
    return verdict.kind === 'usage_member' ? withoutData(event, verdict.start, verdict.end) : null;
  }

  kind(): StreamEvent['kind'] {
    const verdict = this.#verdict;
    if (verdict === null) return 'note';
    if (this.#name === 'error') return 'error';
    if (verdict.kind === 'not_json') return 'opaque';
    if (this.#observer.hasError) return 'error';
    if (this.#observer.hasContent) return 'content';
    return verdict.kind === 'usage_chunk' ? 'usage' : 'note';
  }
}

/** What events behind the terminal one, which no client reads, say of usage. */
function usageBehind(tail: Buffer): AnswerFacts['usage'] {
  if (tail.indexOf(USAGE) === -1) return null;
  const splitter = new SseSplitter();
  const observer = new ChunkObserver();
  splitter.resume(tail);
  for (let from = 0; from < tail.length; ) {
    const end = splitter.next(tail, from);
    const { bytes, start } = readEvent(tail.subarray(from, end === -1 ? tail.length : end), 0, 0);
    observer.observe(bytes, start);
    if (end === -1) break;
    from = end;
  }
  return observer.facts.usage;
}
