import type { AnswerFacts } from '../answer-facts.ts';
import type { StreamEvent } from '../stream-event.ts';
import type { StreamEnd, StreamReader } from '../stream-reader.ts';
import { type EventDecoder, LazyEvent } from './lazy-event.ts';
import { OutputSlices } from './output-slices.ts';
import { readEvent, type SseEvent } from './sse-event.ts';
import { SseSplitter } from './sse-splitter.ts';

const EMPTY: Buffer = Buffer.alloc(0);
const MAX_EVENT_BYTES = 16 * 1024 * 1024;
/** What is held for so long is held for good: that it is the terminal event shows at its beginning, or at its end. */
const MAX_UNDECIDED_BYTES = 16 * 1024;
/** Bytes behind the terminal event, which no client reads, are kept up to here and dropped from there on. */
const MAX_TAIL_BYTES = 64 * 1024;

/**
 * What an event means for its bytes. Null: they are forwarded as they are. `end`: it is the terminal one, which may have other bytes
 * in place of its own. `drop`: nobody asked for it. `broken`: forwarded, though its data is not JSON. A buffer is forwarded in their
 * place.
 */
export type EventVerdict = Buffer | 'end' | { readonly end: Buffer } | 'drop' | 'broken' | null;

/** What a protocol knows of the events of one stream. Throws nothing. */
export interface SseDialect {
  /** The next event, and at last one that was cut off. */
  read(event: SseEvent): EventVerdict;
  /** What the event that was read last is; asked for only where events are made. */
  kind(): StreamEvent['kind'];
  /**
   * The offset of the first line that is, or may yet become, one of the terminal event, at which clients that read line by line
   * might take the stream to have ended; `bytes.length` where none can. `inLine`: the bytes begin in the middle of a line that
   * is not.
   */
  terminalLineAt(bytes: Buffer, from: number, inLine: boolean): number;
  /** What stands behind the terminal event, which no client reads. */
  readTail(tail: Buffer): void;
  decoder(): EventDecoder;
  readonly facts: AnswerFacts;
  /** Events with content. */
  readonly chunks: number;
  /** All that was to come has come, though no terminal event. */
  readonly ended: boolean;
  readonly sawError: boolean;
}

/**
 * Reads server-sent events on their way to the client, however they were cut into chunks. Events that are whole are shown to the
 * protocol's dialect; their bytes leave at once, but for what the dialect replaces or drops, and for the terminal event, which
 * is held back with all behind it until the caller has written down how the stream ended.
 */
export class SseStreamReader implements StreamReader {
  readonly #dialect: SseDialect;
  /** Events leave when they are whole. */
  readonly #wholeOnly: boolean;
  readonly #maxEventBytes: number;
  readonly #splitter = new SseSplitter();
  /** The event that the last chunk left unfinished. */
  #parts: Buffer[] = [];
  #pending = 0;
  #oversized = false;
  /** The part of it that was not forwarded. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** The line in progress was forwarded in part, so it is not the terminal one. */
  #lineForwarded = false;
  #first = true;
  #lastDropped = false;
  #tail: Buffer[] = [];
  #tailBytes = 0;
  #done = false;
  /** Those of the chunk in hand; null where bytes are passed on instead. */
  #events: StreamEvent[] | null = null;

  /**
   * `wholeOnly`: the dialect may change an event, so nothing of it leaves before it was read. An event larger than
   * `maxEventBytes` is passed on without being read.
   */
  constructor(dialect: SseDialect, wholeOnly: boolean, maxEventBytes = MAX_EVENT_BYTES) {
    this.#dialect = dialect;
    this.#wholeOnly = wholeOnly;
    this.#maxEventBytes = maxEventBytes;
  }

  get contentSeen(): boolean {
    return this.#dialect.chunks > 0;
  }

  get sawError(): boolean {
    return this.#dialect.sawError;
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
    const dialect = this.#dialect;
    if (this.#done) dialect.readTail(tail);
    return {
      tail,
      tailEvents: this.#tailEvents(tail, cutShort),
      complete: this.#done || (dialect.ended && !cutShort),
      facts: dialect.facts,
      chunks: dialect.chunks,
      sawError: dialect.sawError,
    };
  }

  #tailEvents(tail: Buffer, cutShort: boolean): readonly StreamEvent[] {
    if (this.#events === null || tail.length === 0) return [];
    return [this.#eventOf(this.#done ? 'end' : cutShort ? 'opaque' : this.#dialect.kind(), tail)];
  }

  /** An event that came without its empty line. False where it is not whole. */
  #finishPending(): boolean {
    const event = this.#oversized ? EMPTY : Buffer.concat(this.#parts);
    const read = this.#read(event, 0);
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
    const read = oversized ? null : this.#read(event, this.#splitter.plainLines);
    if (!whole) this.#startEvent();
    this.#lastDropped = read === 'drop';
    if (this.#done) {
      this.#tail = Buffer.isBuffer(read) ? [read] : [...held, chunk.subarray(from, to)];
    } else if (this.#events !== null) {
      const bytes = read === null || read === 'broken' ? event : read;
      const kind = oversized ? 'opaque' : this.#dialect.kind();
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
    if (kind === 'usage' || kind === 'opaque') return { kind, bytes };
    return new LazyEvent(kind, bytes, this.#dialect.decoder());
  }

  #startEvent(): void {
    this.#parts = [];
    this.#held = [];
    this.#heldBytes = 0;
    this.#pending = 0;
    this.#oversized = false;
    this.#lineForwarded = false;
  }

  #assemble(end: Buffer): Buffer {
    return this.#oversized ? end : Buffer.concat([...this.#parts, end]);
  }

  #read(event: Buffer, plainLines: number): Buffer | 'drop' | 'broken' | null {
    const from = this.#first && event[0] === 0xef && event[1] === 0xbb && event[2] === 0xbf ? 3 : 0;
    this.#first = false;
    const verdict = this.#dialect.read(readEvent(event, from, plainLines));
    if (
      verdict === 'end' ||
      (verdict !== null && typeof verdict === 'object' && 'end' in verdict)
    ) {
      this.#done = true;
      return verdict === 'end' ? null : verdict.end;
    }
    return verdict;
  }

  /** `chunk` ends within an event. */
  #suspend(chunk: Buffer, from: number, out: OutputSlices): void {
    const rest = chunk.subarray(from);
    this.#pending += rest.length;
    if (!this.#oversized) this.#parts.push(rest);
    if (this.#pending > this.#maxEventBytes) {
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
    } else if (this.#wholeOnly || this.#events !== null || this.#heldBytes > MAX_UNDECIDED_BYTES) {
      this.#held.push(rest);
    } else {
      this.#forwardAllButTerminal(chunk, from, out);
    }
  }

  #forwardAllButTerminal(chunk: Buffer, from: number, out: OutputSlices): void {
    // What is held is short, so joining it is cheap.
    const held = this.#held.length > 0;
    const bytes = held ? Buffer.concat([...this.#held, chunk.subarray(from)]) : chunk;
    const begin = held ? 0 : from;
    const line = this.#dialect.terminalLineAt(bytes, begin, this.#lineForwarded);
    if (held) out.add(bytes.subarray(0, line));
    else out.keep(begin, line);
    this.#held = line < bytes.length ? [bytes.subarray(line)] : [];
    this.#heldBytes = bytes.length - line;
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
