import type { AnswerFacts } from '../answer-facts.ts';
import { OutputSlices } from '../sse/output-slices.ts';
import { readEvent, withoutData } from '../sse/sse-event.ts';
import { SseSplitter } from '../sse/sse-splitter.ts';
import type { StreamEvent } from '../stream-event.ts';
import type { StreamEnd, StreamReader, StreamReaderOptions } from '../stream-reader.ts';
import { ChatEvent } from './chat-event.ts';
import { ChunkObserver, type ChunkVerdict } from './chunk-observer.ts';
import { ChatStreamDecoder } from './codec/chat-stream-decoder.ts';
import { isTerminal, terminalLineAt } from './terminal-event.ts';

const EMPTY: Buffer = Buffer.alloc(0);
const USAGE = Buffer.from('"usage"');
/** An event larger than this is passed on without being read. */
const MAX_EVENT_BYTES = 16 * 1024 * 1024;
/** Bytes behind the terminal event, which no client reads, are kept up to here and dropped from there on. */
const MAX_TAIL_BYTES = 64 * 1024;

export function createStreamReader({ spliceUsageOut }: StreamReaderOptions): StreamReader {
  return new OpenAiStreamReader(spliceUsageOut);
}

class OpenAiStreamReader implements StreamReader {
  readonly #splice: boolean;
  readonly #splitter = new SseSplitter();
  readonly #observer = new ChunkObserver();
  /** The event that the last chunk left unfinished. */
  #parts: Buffer[] = [];
  #pending = 0;
  #oversized = false;
  /** The part of it that was not forwarded. */
  #held: Buffer[] = [];
  /** The line in progress was forwarded in part, so it is not the terminal one. */
  #lineForwarded = false;
  #first = true;
  #lastDropped = false;
  #tail: Buffer[] = [];
  #tailBytes = 0;
  #done = false;
  #sawError = false;
  /** Those of the chunk in hand; null where bytes are passed on instead. */
  #events: StreamEvent[] | null = null;
  /** What the event was that `#read` read last; kept up to date for events alone. */
  #kind: StreamEvent['kind'] = 'note';
  #decoder: ChatStreamDecoder | null = null;

  constructor(splice: boolean) {
    this.#splice = splice;
  }

  get contentSeen(): boolean {
    return this.#observer.contentChunks > 0;
  }

  get sawError(): boolean {
    return this.#sawError || this.#observer.facts.error !== null;
  }

  get done(): boolean {
    return this.#done;
  }

  push(chunk: Buffer): Buffer {
    if (chunk.length === 0) return EMPTY;
    if (this.#done) {
      this.#keepTail(chunk);
      return EMPTY;
    }
    const out = new OutputSlices(chunk);
    let search: number = this.#splitter.resume(chunk);
    let from = 0;
    if (search === 1 && this.#pending === 0) {
      // The LF of a CR LF whose CR already ended the event before.
      if (!this.#lastDropped) this.#pass(chunk, 0, 1, 'note', out);
      from = 1;
    }
    for (;;) {
      const end = this.#splitter.next(chunk, search);
      if (end === -1) break;
      this.#complete(chunk, from, end, out);
      from = end;
      search = end;
      if (this.#done) {
        this.#keepTail(chunk.subarray(from));
        return out.take();
      }
    }
    if (from < chunk.length) this.#suspend(chunk, from, out);
    return out.take();
  }

  pushEvents(chunk: Buffer): readonly StreamEvent[] {
    const events: StreamEvent[] = [];
    this.#events = events;
    this.push(chunk);
    return events;
  }

  finish(): StreamEnd {
    const cutShort = this.#pending > 0 && !this.#done && !this.#finishPending();
    const tail = Buffer.concat(this.#tail);
    if (this.#done) this.#observer.addUsage(usageBehind(tail));
    return {
      tail,
      tailEvents: this.#tailEvents(tail, cutShort),
      complete: this.#done || (this.#observer.allFinished && !cutShort),
      facts: this.#observer.facts,
      chunks: this.#observer.contentChunks,
      sawError: this.sawError,
    };
  }

  #tailEvents(tail: Buffer, cutShort: boolean): readonly StreamEvent[] {
    if (this.#events === null || tail.length === 0) return [];
    return [this.#eventOf(this.#done ? 'end' : cutShort ? 'opaque' : this.#kind, tail)];
  }

  /** An event that came without its empty line. False where it is not whole. */
  #finishPending(): boolean {
    const event = this.#oversized ? EMPTY : Buffer.concat(this.#parts);
    const read = this.#read(event, false);
    if (read === null || read === 'broken') this.#tail = this.#held;
    else if (read !== 'drop') this.#tail = [read];
    return read !== 'broken' && !this.#oversized;
  }

  /** An event ends in `chunk` at `to`, having begun at `from` or in a chunk before. */
  #complete(chunk: Buffer, from: number, to: number, out: OutputSlices): void {
    const whole = this.#pending === 0;
    const event = whole ? slice(chunk, from, to) : this.#assemble(slice(chunk, from, to));
    const held = this.#held;
    const oversized = this.#oversized;
    const read = oversized ? null : this.#read(event, this.#splitter.oneLine);
    if (!whole) this.#startEvent();
    this.#lastDropped = read === 'drop';
    if (this.#done) {
      this.#tail = [...held, chunk.subarray(from, to)];
    } else if (this.#events !== null) {
      const bytes = read === null || read === 'broken' ? event : read;
      const kind = oversized ? 'opaque' : this.#kind;
      if (bytes !== 'drop') this.#events.push(this.#eventOf(kind, bytes));
    } else if (read === null || read === 'broken') {
      for (const part of held) out.add(part);
      out.keep(from, to);
    } else if (read !== 'drop') {
      out.add(read);
    }
  }

  /** Bytes of a chunk that are not an event by themselves. */
  #pass(chunk: Buffer, from: number, to: number, kind: 'note' | 'opaque', out: OutputSlices): void {
    if (this.#events === null) out.keep(from, to);
    else this.#events.push(this.#eventOf(kind, chunk.subarray(from, to)));
  }

  #eventOf(kind: StreamEvent['kind'], bytes: Buffer): StreamEvent {
    if (kind === 'usage' || kind === 'opaque' || kind === 'end') return { kind, bytes };
    this.#decoder ??= new ChatStreamDecoder();
    return new ChatEvent(kind, bytes, this.#decoder);
  }

  #startEvent(): void {
    this.#parts = [];
    this.#held = [];
    this.#pending = 0;
    this.#oversized = false;
    this.#lineForwarded = false;
  }

  #assemble(end: Buffer): Buffer {
    return this.#oversized ? end : Buffer.concat([...this.#parts, end]);
  }

  /** Null: forward it as it is. 'broken': as well, but its data is not JSON. A buffer: forward that in its place. */
  #read(event: Buffer, oneLine: boolean): Buffer | 'drop' | 'broken' | null {
    const from = this.#first && event[0] === 0xef && event[1] === 0xbb && event[2] === 0xbf ? 3 : 0;
    this.#first = false;
    const fields = readEvent(event, from, oneLine);
    const { bytes, start, end } = fields;
    if (fields.name === 'error') this.#sawError = true;
    this.#kind = 'note';
    if (start === end) return null;
    if (isTerminal(bytes, start, end)) {
      this.#done = true;
      return null;
    }
    const verdict = this.#observer.observe(bytes, start);
    if (this.#events !== null) this.#kind = this.#kindOf(verdict, fields.name);
    if (this.#sawError) this.#observer.noteError(bytes.toString('utf8', start, end));
    if (verdict.kind === 'not_json') return 'broken';
    if (!this.#splice) return null;
    if (verdict.kind === 'usage_chunk') return 'drop';
    return verdict.kind === 'usage_member' ? withoutData(fields, verdict.start, verdict.end) : null;
  }

  #kindOf(verdict: ChunkVerdict, name: string | null): StreamEvent['kind'] {
    if (name === 'error') return 'error';
    if (verdict.kind === 'not_json') return 'opaque';
    if (this.#observer.hasError) return 'error';
    if (this.#observer.hasContent) return 'content';
    return verdict.kind === 'usage_chunk' ? 'usage' : 'note';
  }

  /** `chunk` ends within an event. */
  #suspend(chunk: Buffer, from: number, out: OutputSlices): void {
    const rest = chunk.subarray(from);
    this.#pending += rest.length;
    if (!this.#oversized) this.#parts.push(rest);
    if (this.#pending > MAX_EVENT_BYTES) {
      this.#oversized = true;
      this.#parts = [];
    }
    if (this.#oversized) {
      for (const part of this.#held) {
        if (this.#events === null) out.add(part);
        else this.#events.push({ kind: 'opaque', bytes: part });
      }
      this.#held = [];
      this.#pass(chunk, from, chunk.length, 'opaque', out);
    } else if (this.#splice || this.#events !== null) {
      this.#held.push(rest);
    } else {
      this.#forwardAllButTerminal(chunk, from, out);
    }
  }

  #forwardAllButTerminal(chunk: Buffer, from: number, out: OutputSlices): void {
    // What is held is the start of one short line, so joining it is cheap.
    const held = this.#held.length > 0;
    const bytes = held ? Buffer.concat([...this.#held, chunk.subarray(from)]) : chunk;
    const begin = held ? 0 : from;
    const line = terminalLineAt(bytes, begin, this.#lineForwarded);
    if (held) out.add(bytes.subarray(0, line));
    else out.keep(begin, line);
    this.#held = line < bytes.length ? [bytes.subarray(line)] : [];
    const last = bytes[bytes.length - 1];
    this.#lineForwarded = line === bytes.length && last !== 0x0a && last !== 0x0d;
  }

  #keepTail(bytes: Buffer): void {
    if (bytes.length === 0) return;
    const kept = bytes.subarray(0, Math.max(0, MAX_TAIL_BYTES - this.#tailBytes));
    this.#tailBytes += kept.length;
    if (kept.length > 0) this.#tail.push(kept);
  }
}

/** As subarray, but nothing is made where that would be the whole. */
function slice(bytes: Buffer, from: number, to: number): Buffer {
  return from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to);
}

/** What events behind the terminal one, which no client reads, say of usage. */
function usageBehind(tail: Buffer): AnswerFacts['usage'] {
  if (tail.indexOf(USAGE) === -1) return null;
  const splitter = new SseSplitter();
  const observer = new ChunkObserver();
  splitter.resume(tail);
  for (let from = 0; from < tail.length; ) {
    const end = splitter.next(tail, from);
    const { bytes, start } = readEvent(
      tail.subarray(from, end === -1 ? tail.length : end),
      0,
      false,
    );
    observer.observe(bytes, start);
    if (end === -1) break;
    from = end;
  }
  return observer.facts.usage;
}
