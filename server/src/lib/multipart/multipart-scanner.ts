import { type PartHead, readPartHead } from './part-head.ts';

/** What is wrong with a body that is said to be `multipart/form-data`. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
}

/** Offsets count from the body's first byte; those of an end are exclusive. */
export interface PartHandler {
  begin(head: PartHead, start: number): void;
  /** A piece of the part's value; a view that does not outlive the call. */
  data(piece: Buffer): void;
  end(end: number): void;
}

const CRLF = Buffer.from('\r\n');
const END_OF_HEAD = Buffer.from('\r\n\r\n');
const DASH = 0x2d;
const LONGEST_HEAD = 16 << 10;
const MOST_PARTS = 256;
/** RFC 2046, 5.1.1. */
const BOUNDARY = /^[0-9a-zA-Z'()+_,./:=? -]{0,69}[0-9a-zA-Z'()+_,./:=?-]$/;

/** The boundary that a content type names; null where it names none, or is no `multipart/form-data`. */
export function boundaryOf(contentType: string): string | null {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return null;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain ?? '';
  return BOUNDARY.test(boundary) ? boundary : null;
}

/**
 * Walks through the body of a form (RFC 7578, RFC 2046 section 5.1) as it comes in, however it is cut, and keeps no more of it
 * than a delimiter or the head of a part. `push` and `end` throw a `MultipartError`.
 */
export class MultipartScanner {
  readonly #delimiter: Buffer;
  readonly #handler: PartHandler;
  #state: 'preamble' | 'delimiter' | 'head' | 'value' | 'epilogue' = 'preamble';
  /** What was not yet understood, and the offset of its first byte. The first delimiter may do without its line break. */
  #rest: Buffer = CRLF;
  #at = -CRLF.length;
  #parts = 0;

  constructor(boundary: string, handler: PartHandler) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
    this.#handler = handler;
  }

  push(chunk: Buffer): void {
    if (this.#state === 'epilogue') return;
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#step());
  }

  end(): void {
    if (this.#state === 'epilogue') return;
    throw new MultipartError('the body ends before its last boundary');
  }

  /** One thing further; false where more of the body is needed. */
  #step(): boolean {
    switch (this.#state) {
      case 'preamble':
      case 'value':
        return this.#toDelimiter();
      case 'delimiter':
        return this.#afterDelimiter();
      case 'head':
        return this.#readHead();
      case 'epilogue':
        return false;
    }
  }

  #toDelimiter(): boolean {
    const found = this.#rest.indexOf(this.#delimiter);
    // Its beginning may stand at the end of what is here.
    const free = found === -1 ? this.#rest.length - this.#delimiter.length + 1 : found;
    if (free > 0) {
      if (this.#state === 'value') this.#handler.data(this.#rest.subarray(0, free));
      this.#skip(free);
    }
    if (found === -1) return false;
    if (this.#state === 'value') this.#handler.end(this.#at);
    this.#skip(this.#delimiter.length);
    this.#state = 'delimiter';
    return true;
  }

  #afterDelimiter(): boolean {
    if (this.#rest.length < 2) return false;
    if (this.#rest[0] === DASH && this.#rest[1] === DASH) {
      this.#skip(this.#rest.length);
      this.#state = 'epilogue';
      return false;
    }
    const line = this.#rest.indexOf(CRLF);
    const padding = line === -1 ? this.#rest.length - 1 : line;
    if (padding > 64 || /[^ \t]/.test(this.#rest.toString('latin1', 0, padding))) {
      throw new MultipartError('a boundary is followed by something else than a line break');
    }
    if (line === -1) return false;
    // The line break stays: an empty head is that and another one.
    this.#skip(line);
    this.#state = 'head';
    return true;
  }

  #readHead(): boolean {
    const end = this.#rest.indexOf(END_OF_HEAD);
    if (end === -1 ? this.#rest.length > LONGEST_HEAD : end > LONGEST_HEAD) {
      throw new MultipartError('the head of a part is longer than 16 KiB');
    }
    if (end === -1) return false;
    if (++this.#parts > MOST_PARTS) {
      throw new MultipartError(`the form has more than ${MOST_PARTS} parts`);
    }
    const head = readPartHead(this.#rest.toString('utf8', CRLF.length, end));
    if (head === null) throw new MultipartError('a part of the form has no name');
    // The break before a delimiter may be the one that ends the head: a value of no bytes.
    this.#skip(end + END_OF_HEAD.length);
    this.#handler.begin(head, this.#at);
    this.#state = 'value';
    return true;
  }

  #skip(bytes: number): void {
    this.#rest = this.#rest.subarray(bytes);
    this.#at += bytes;
  }
}
