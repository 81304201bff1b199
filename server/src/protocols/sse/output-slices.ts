const EMPTY: Buffer = Buffer.alloc(0);

/** Collects what of a chunk is forwarded; a chunk that is forwarded whole is returned itself, not a copy. */
export class OutputSlices {
  readonly #chunk: Buffer;
  #slices: Buffer[] | null = null;
  #from = 0;
  #to = 0;

  constructor(chunk: Buffer) {
    this.#chunk = chunk;
  }

  /** The chunk's own bytes, behind those kept before. */
  keep(from: number, to: number): void {
    if (from !== this.#to) {
      this.#flush();
      this.#from = from;
    }
    this.#to = to;
  }

  /** Bytes of elsewhere. */
  add(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#flush();
    this.#slices ??= [];
    this.#slices.push(bytes);
  }

  take(): Buffer {
    if (this.#slices === null) {
      if (this.#to - this.#from === this.#chunk.length) return this.#chunk;
      return this.#chunk.subarray(this.#from, this.#to);
    }
    this.#flush();
    const [only] = this.#slices;
    return this.#slices.length === 1 ? (only ?? EMPTY) : Buffer.concat(this.#slices);
  }

  #flush(): void {
    if (this.#to > this.#from) {
      this.#slices ??= [];
      this.#slices.push(this.#chunk.subarray(this.#from, this.#to));
    }
    this.#from = this.#to;
  }
}
