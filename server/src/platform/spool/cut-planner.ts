import type { Cut, Position } from './record.ts';

/** A frame never holds more ends than this. What the stores do once a frame costs as much as many of its rows. */
const FRAME_RECORDS = 4000;
/** Nor more bytes of ends, unless one alone is larger. The gateway and telemetry hold some copies of a frame at a time. */
const FRAME_BYTES = 16 << 20;

const NO_CUTS: readonly Cut[] = [];

/** Decides which ends make which frame, from the ends in their order. Knows no clock and no file. */
export class CutPlanner {
  #nextNumber: number;
  #start: Position = { segment: 0, offset: 0 };
  #endSegment = 0;
  #endOffset = 0;
  #count = 0;
  #bytes = 0;

  constructor(nextNumber: number) {
    this.#nextNumber = nextNumber;
  }

  /** Frames cut so far, in this life and before. */
  get framesCut(): number {
    return this.#nextNumber - 1;
  }

  /** Ends that no cut covers. */
  get uncut(): number {
    return this.#count;
  }

  /** Where the first end that no cut covers lies; null where there is none. */
  get start(): Position | null {
    return this.#count === 0 ? null : this.#start;
  }

  /** Takes the next end; returns the cuts that are due. */
  add(segment: number, offset: number, size: number, nowUs: number): readonly Cut[] {
    const before = this.#count > 0 && this.#bytes + size > FRAME_BYTES ? this.cut(nowUs) : NO_CUTS;
    if (this.#count === 0) this.#start = { segment, offset };
    this.#count += 1;
    this.#bytes += size;
    this.#endSegment = segment;
    this.#endOffset = offset + size;
    if (this.#count < FRAME_RECORDS && this.#bytes < FRAME_BYTES) return before;
    return [...before, ...this.cut(nowUs)];
  }

  /** Cuts what there is. */
  cut(nowUs: number): readonly Cut[] {
    if (this.#count === 0) return NO_CUTS;
    const cut: Cut = {
      number: this.#nextNumber,
      cutAtUs: nowUs,
      count: this.#count,
      start: this.#start,
      end: { segment: this.#endSegment, offset: this.#endOffset },
    };
    this.#nextNumber += 1;
    this.#count = 0;
    this.#bytes = 0;
    return [cut];
  }
}
