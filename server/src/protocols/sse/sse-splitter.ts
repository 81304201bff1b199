const LF = 0x0a;
const CR = 0x0d;

/**
 * Finds where server-sent events end (WHATWG HTML, section 9.2.6: at an empty line; lines end with LF, CR LF or CR),
 * however the stream was cut into chunks. Feed chunks in order: `resume` once, then `next` until it gives -1.
 */
export class SseSplitter {
  /** Bytes of the line that the last chunk left unfinished. */
  #lineLength = 0;
  #afterCr = false;
  #chunkHasCr = false;
  #lines = 0;
  #plain = true;

  /** Of the event that `next` ended last: its lines before the empty one, where LF alone ends each; else 0. */
  plainLines = 0;

  /** Begins a chunk; 1 where its first byte is an LF that belongs to the CR before it, else 0. */
  resume(chunk: Buffer): 0 | 1 {
    this.#chunkHasCr = chunk.indexOf(CR) !== -1;
    if (this.#chunkHasCr) this.#plain = false;
    const completes = this.#afterCr && chunk[0] === LF;
    this.#afterCr = false;
    return completes ? 1 : 0;
  }

  /** The offset behind the next event's empty line, looking from `from`; -1 where the chunk ends before. */
  next(chunk: Buffer, from: number): number {
    let lineStart = from;
    for (;;) {
      const end = this.#endOfLine(chunk, lineStart);
      if (end === -1) {
        this.#lineLength += chunk.length - lineStart;
        return -1;
      }
      const empty = this.#lineLength === 0 && end === lineStart;
      this.#lineLength = 0;
      this.#lines++;
      lineStart = end + 1;
      if (chunk[end] === CR) {
        if (lineStart === chunk.length) this.#afterCr = true;
        else if (chunk[lineStart] === LF) lineStart++;
      }
      if (empty) return this.#endEvent(lineStart);
      if (chunk[lineStart] === LF) {
        this.#lines++;
        return this.#endEvent(lineStart + 1);
      }
    }
  }

  #endEvent(end: number): number {
    this.plainLines = this.#plain ? this.#lines - 1 : 0;
    this.#lines = 0;
    this.#plain = !this.#chunkHasCr;
    return end;
  }

  #endOfLine(chunk: Buffer, from: number): number {
    const lf = chunk.indexOf(LF, from);
    if (!this.#chunkHasCr) return lf;
    const cr = chunk.indexOf(CR, from);
    if (cr === -1) return lf;
    return lf === -1 || cr < lf ? cr : lf;
  }
}
