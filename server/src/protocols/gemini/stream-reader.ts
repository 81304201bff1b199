import { LazyEvent } from '../sse/lazy-event.ts';
import { OutputSlices } from '../sse/output-slices.ts';
import type { SpokenEvent, StreamEvent } from '../stream-event.ts';
import type { StreamEnd, StreamReader } from '../stream-reader.ts';
import { AnswerObserver } from './answer-observer.ts';
import { PieceDecoder } from './codec/piece-decoder.ts';
import { type PieceData, piecesOf, type StreamPieces } from './stream-pieces.ts';

/** A piece may hold an image whole; one that is larger than this is passed on without being read. */
const MAX_PIECE_BYTES = 64 << 20;
/** So much may wait behind an end that was none, and behind the bracket that closes a list, which no client reads. */
const MAX_WAITING_BYTES = 64 << 10;

/**
 * Reads a stream of Gemini on its way to the client, byte for byte. It has no terminal event: it ends with the connection, or as
 * a list with its bracket. The record is to be written before its end leaves, so from the piece on with which every answer has
 * its finish reason, pieces wait; where the model goes on all the same (older models give a reason with every piece), they
 * leave. A piece leaves when it is whole, since it may be that one.
 */
class GeminiStreamReader implements StreamReader {
  readonly #observer = new AnswerObserver();
  readonly #decoder = new PieceDecoder();
  #pieces: StreamPieces | null = null;
  /** What came before it was plain how the stream is cut. */
  #beginning: Buffer[] = [];
  /** The piece that the last chunk left unfinished. */
  #parts: Buffer[] = [];
  #pending = 0;
  #oversized = false;
  #first = true;
  /** Whole pieces that may be the last. */
  #held: StreamEvent[] = [];
  #heldBytes = 0;
  /** The bracket that ends a list, and all behind it. */
  #closing: Buffer[] = [];
  #closingBytes = 0;
  #sawError = false;
  /** Events are asked for what they say. */
  #speaks = false;

  get contentSeen(): boolean {
    return this.#observer.contentPieces > 0;
  }

  get sawError(): boolean {
    return this.#sawError;
  }

  get done(): boolean {
    return this.#pieces?.closed ?? false;
  }

  push(chunk: Buffer): Buffer {
    const out = new OutputSlices(chunk);
    for (const { bytes } of this.#released(chunk)) {
      const at = bytes.byteOffset - chunk.byteOffset;
      const inside = bytes.buffer === chunk.buffer && at >= 0 && at + bytes.length <= chunk.length;
      if (inside) out.keep(at, at + bytes.length);
      else out.add(bytes);
    }
    return out.take();
  }

  pushEvents(chunk: Buffer): readonly StreamEvent[] {
    this.#speaks = true;
    return this.#released(chunk);
  }

  #released(chunk: Buffer): readonly StreamEvent[] {
    const out: StreamEvent[] = [];
    if (this.done) this.#keepClosing(chunk);
    else if (chunk.length > 0) this.#take(chunk, out);
    return out;
  }

  finish(): StreamEnd {
    const whole = this.#finishPending();
    const tailEvents: StreamEvent[] = [...this.#held];
    const closing = Buffer.concat(this.#closing);
    if (closing.length > 0) {
      // What closes a list says nothing.
      const end = { kind: 'end' as const, bytes: closing, said: saysNothing };
      tailEvents.push(this.done ? end : { kind: 'opaque', bytes: closing });
    }
    return {
      tail: Buffer.concat(tailEvents.map(({ bytes }) => bytes)),
      tailEvents,
      complete: whole && this.#observer.allFinished,
      facts: this.#observer.facts,
      chunks: this.#observer.contentPieces,
      sawError: this.#sawError,
    };
  }

  #take(chunk: Buffer, out: StreamEvent[]): void {
    if (this.#pieces !== null) {
      this.#cut(this.#pieces, chunk, out);
      return;
    }
    this.#beginning.push(chunk);
    const bytes = this.#beginning.length === 1 ? chunk : Buffer.concat(this.#beginning);
    this.#pieces = piecesOf(bytes);
    if (this.#pieces === null) return;
    this.#beginning = [];
    this.#cut(this.#pieces, bytes, out);
  }

  #cut(pieces: StreamPieces, chunk: Buffer, out: StreamEvent[]): void {
    let search: number = pieces.resume(chunk);
    let from = 0;
    if (search === 1 && this.#pending === 0) {
      this.#passOn(noteOf(chunk.subarray(0, 1)), out);
      from = 1;
    }
    for (;;) {
      const end = pieces.next(chunk, search);
      if (end === -1) break;
      if (pieces.closed) {
        this.#close(chunk.subarray(from));
        return;
      }
      this.#complete(pieces, chunk.subarray(from, end), out);
      from = end;
      search = end;
    }
    if (from < chunk.length) this.#suspend(chunk.subarray(from), out);
  }

  /** A chunk ends within a piece, with `rest` of it. */
  #suspend(rest: Buffer, out: StreamEvent[]): void {
    this.#pending += rest.length;
    this.#parts.push(rest);
    this.#oversized ||= this.#pending > MAX_PIECE_BYTES;
    if (!this.#oversized) return;
    this.#release(out);
    for (const bytes of this.#parts) out.push({ kind: 'opaque', bytes });
    this.#parts = [];
  }

  /** A piece ends with `end`. */
  #complete(pieces: StreamPieces, end: Buffer, out: StreamEvent[]): void {
    const piece = this.#parts.length === 0 ? end : Buffer.concat([...this.#parts, end]);
    if (this.#oversized) out.push({ kind: 'opaque', bytes: piece });
    else this.#passOn(this.#read(piece, pieces.dataOf(piece, this.#first, false)), out);
    this.#first = false;
    this.#parts = [];
    this.#pending = 0;
    this.#oversized = false;
  }

  #read(piece: Buffer, { bytes, start, end }: PieceData): StreamEvent {
    if (start === end) return noteOf(piece);
    const observer = this.#observer;
    if (!observer.observe(bytes, start)) return { kind: 'opaque', bytes: piece };
    if (observer.usageOnly) return { kind: 'usage', bytes: piece };
    this.#sawError ||= observer.hasError;
    const kind = observer.hasError ? 'error' : observer.hasContent ? 'content' : 'note';
    if (!this.#speaks) return { kind, bytes: piece, said: saysNothing };
    const decoder = { decodeEvent: () => this.#decoder.decode(bytes, start, end) };
    return new LazyEvent(kind, piece, decoder);
  }

  /** Holds a piece that may be the last one, or lets it go with all that was held. */
  #passOn(event: StreamEvent, out: StreamEvent[]): void {
    const goesOn = event.kind === 'content' || event.kind === 'error';
    const mayEnd = this.#observer.allFinished && event.kind !== 'error';
    if (goesOn || !mayEnd || this.#heldBytes > MAX_WAITING_BYTES) this.#release(out);
    if (!mayEnd) {
      out.push(event);
      return;
    }
    this.#held.push(event);
    this.#heldBytes += event.bytes.length;
  }

  #release(out: StreamEvent[]): void {
    out.push(...this.#held);
    this.#held = [];
    this.#heldBytes = 0;
  }

  #close(rest: Buffer): void {
    for (const part of [...this.#parts, rest]) this.#keepClosing(part);
    this.#parts = [];
    this.#pending = 0;
  }

  #keepClosing(bytes: Buffer): void {
    const kept = bytes.subarray(0, Math.max(0, MAX_WAITING_BYTES - this.#closingBytes));
    this.#closingBytes += kept.length;
    if (kept.length > 0) this.#closing.push(kept);
  }

  /** What the last chunk left. False where the stream ended in the middle of a piece, or of its list. */
  #finishPending(): boolean {
    const pieces = this.#pieces;
    if (pieces === null) {
      this.#closing = this.#beginning;
      return false;
    }
    if (this.#pending === 0 || this.#oversized)
      return !this.#oversized && pieces.closed === pieces.closes;
    const piece = Buffer.concat(this.#parts);
    const read = this.#read(piece, pieces.dataOf(piece, this.#first, true));
    const whole = !pieces.closes && read.kind !== 'opaque';
    if (whole) this.#held.push(read);
    else this.#closing = [piece];
    return whole;
  }
}

function noteOf(bytes: Buffer): SpokenEvent {
  return { kind: 'note', bytes, said: saysNothing };
}

function saysNothing(): readonly [] {
  return [];
}

/** Usage stands in every stream, asked for or not: nothing of it is ever taken out. */
export function createStreamReader(): StreamReader {
  return new GeminiStreamReader();
}
