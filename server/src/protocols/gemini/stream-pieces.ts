import { skipSpace } from '../../lib/json-scan.ts';
import { bomLength } from '../byte-order-mark.ts';
import { readEvent } from '../sse/sse-event.ts';
import { SseSplitter } from '../sse/sse-splitter.ts';
import { JsonListSplitter } from './json-list-splitter.ts';

const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const COMMA = 0x2c;
const CR = 0x0d;
const LF = 0x0a;
const DATA = Buffer.from('data:');
/** CR LF twice. */
const LINE_ENDS = 4;
/** The first byte of a byte order mark. */
const BOM = 0xef;
/** Whoever sends more white space than this sends nothing else. */
const MOST_SPACE = 4096;
const EMPTY: Buffer = Buffer.alloc(0);

/** Where in a piece of a stream its JSON stands, `end` exclusive; empty where it has none. */
export interface PieceData {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/**
 * How a stream is cut into pieces, each an answer as far as it has come: server-sent events, or the elements of a JSON list.
 * Chunks are fed in order: `resume` once, then `next` until it gives -1 or the stream is `closed`.
 */
export interface StreamPieces {
  /** Begins a chunk; 1 where its first byte belongs to the piece before, which has ended. */
  resume(chunk: Buffer): 0 | 1;
  /** The offset behind the next piece; -1 where the chunk ends before. */
  next(chunk: Buffer, from: number): number;
  /** Its end is a byte of it: without, it was cut off. */
  readonly closes: boolean;
  /** That byte stands at the offset that `next` gave last. */
  readonly closed: boolean;
  /** `first`: it is the first of the stream. `cut`: the stream ended in it. */
  dataOf(piece: Buffer, first: boolean, cut: boolean): PieceData;
}

/** Null: the bytes do not tell yet. */
export function piecesOf(beginning: Buffer): StreamPieces | null {
  if (beginning[0] === BOM && beginning.length < 3) return null;
  const at = skipSpace(beginning, bomLength(beginning));
  if (at === beginning.length && at < MOST_SPACE) return null;
  return beginning[at] === OPEN_BRACKET ? new ListPieces() : new EventPieces();
}

class EventPieces implements StreamPieces {
  readonly closes = false;
  readonly closed = false;
  readonly #splitter = new SseSplitter();

  resume(chunk: Buffer): 0 | 1 {
    return this.#splitter.resume(chunk);
  }

  next(chunk: Buffer, from: number): number {
    return this.#splitter.next(chunk, from);
  }

  dataOf(piece: Buffer, first: boolean, cut: boolean): PieceData {
    const from = first ? bomLength(piece) : 0;
    const plain = dataLine(piece, from);
    if (plain !== null) return plain;
    const event = readEvent(piece, from, cut ? 0 : this.#splitter.plainLines);
    if (event.start < event.end) return event;
    // Google tells of a failure in mid-stream by an error that is no event.
    const start = skipSpace(piece, from);
    const bare = piece[start] === OPEN_BRACE;
    return bare ? { bytes: piece, start, end: piece.length } : event;
  }
}

/** Of an event of one line of data that ends as Google ends it, in CR LF twice; null where it is written otherwise. */
function dataLine(piece: Buffer, from: number): PieceData | null {
  const end = piece.length - LINE_ENDS;
  if (piece.indexOf(CR, from) !== end || piece.indexOf(LF, from) !== end + 1) return null;
  for (let i = 0; i < DATA.length; i++) if (piece[from + i] !== DATA[i]) return null;
  return { bytes: piece, start: skipSpace(piece, from + DATA.length), end };
}

class ListPieces implements StreamPieces {
  readonly closes = true;
  readonly #splitter = new JsonListSplitter();

  get closed(): boolean {
    return this.#splitter.closed;
  }

  resume(): 0 {
    return 0;
  }

  next(chunk: Buffer, from: number): number {
    return this.#splitter.next(chunk, from);
  }

  dataOf(piece: Buffer, first: boolean, cut: boolean): PieceData {
    let start = skipSpace(piece, first ? bomLength(piece) : 0);
    if (piece[start] === OPEN_BRACKET || piece[start] === COMMA)
      start = skipSpace(piece, start + 1);
    return cut ? { bytes: EMPTY, start: 0, end: 0 } : { bytes: piece, start, end: piece.length };
  }
}
