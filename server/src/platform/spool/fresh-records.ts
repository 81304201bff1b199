import { totalmem } from 'node:os';
import type { Cut, Position } from './record.ts';
import type { RecordBatch } from './record-batch.ts';

/**
 * What is kept at most; past it, frames are read back from the disk, which costs half as much again as to write them. Nothing
 * near it is held unless telemetry is behind.
 */
const MOST_BYTES = 256 << 20;
/** Nor more than this part of the machine's memory. */
const MOST_PART = 1 / 32;
/** Once full, it begins again when so large a part of it is free: about a frame. */
const FREE_PART = 1 / 8;

/** Where the ends of one write stand. */
interface Run {
  readonly segment: number;
  readonly offset: number;
  /** The bytes of the write as they lie in the file before encryption, in pieces. */
  readonly chunks: readonly Buffer[];
  /** Offset and size of each end, one after the other. */
  readonly ends: readonly number[];
  readonly memory: number;
}

/**
 * The plain bytes of ends that were just written, kept until their frame is acknowledged, so that it is sent without being
 * read back, decrypted and checked. They are the buffers that were written: nothing is copied. When full, what comes next
 * is left out and not what came first, since the first is also delivered first; and always frames as a whole, since a part
 * of one is of no use.
 */
export class FreshRecords {
  readonly #mostBytes: number;
  readonly #runs: Run[] = [];
  #bytes = 0;
  /** The frame that is being written is left out. */
  #skipping = false;

  constructor(mostBytes = Math.min(MOST_BYTES, totalmem() * MOST_PART)) {
    this.#mostBytes = mostBytes;
  }

  /** Bytes of memory held. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Keeps a batch that was written at `place`, where `ends` are the offset and size of each end in it; false where there is
   * no room, or nothing to keep. The batch is then cleared as kept. `before` and `after`: where the frame that is not cut yet
   * began when the batch came, and where it begins with it.
   */
  add(
    place: Position,
    batch: RecordBatch,
    ends: readonly number[],
    frame: { readonly before: Position | null; readonly after: Position | null },
  ): boolean {
    if (ends.length === 0) return false;
    const { memory } = batch;
    const room = this.#mostBytes - this.#bytes - memory;
    if (this.#skipping) {
      const begins = frame.after !== null && !isBefore(frame.after, place.segment, place.offset);
      if (!begins || room < this.#mostBytes * FREE_PART) return false;
      this.#skipping = false;
    } else if (room < 0) {
      this.#skipping = true;
      this.#dropFrom(frame.before);
      return false;
    }
    this.#runs.push({ ...place, chunks: batch.chunks(), ends, memory });
    this.#bytes += memory;
    return true;
  }

  /** The ends of a frame as they stand in the file, in order and in pieces; null where not all of them were kept. */
  endsOf(cut: Cut): readonly Buffer[] | null {
    const pieces: Buffer[] = [];
    let count = 0;
    for (const run of this.#runs) {
      if (isBefore(cut.end, run.segment, run.offset)) break;
      if (liesBefore(run, cut.start)) continue;
      count += collect(run, cut, pieces);
    }
    return count === cut.count ? pieces : null;
  }

  /** Lets go of what lies before `end`: it was acknowledged. */
  release(end: Position): void {
    let gone = 0;
    for (const run of this.#runs) {
      if (!liesBefore(run, end)) break;
      this.#bytes -= run.memory;
      gone += 1;
    }
    this.#runs.splice(0, gone);
  }

  /** Lets go of the frame that began at `start`, since it will not be whole. */
  #dropFrom(start: Position | null): void {
    if (start === null) return;
    for (let run = this.#runs.at(-1); run !== undefined; run = this.#runs.at(-1)) {
      if (isBefore({ segment: run.segment, offset: run.ends[0] ?? 0 }, start.segment, start.offset))
        return;
      this.#bytes -= run.memory;
      this.#runs.pop();
    }
  }
}

/** Whether all ends of `run` begin before `position`. */
function liesBefore({ segment, ends }: Run, position: Position): boolean {
  return isBefore({ segment, offset: ends.at(-2) ?? 0 }, position.segment, position.offset);
}

/** Adds the ends of `run` that `cut` covers to `pieces`; neighbours as one. Returns how many there were. */
function collect(run: Run, cut: Cut, pieces: Buffer[]): number {
  const { segment, ends } = run;
  let count = 0;
  let from = -1;
  let to = -1;
  const reader = new ChunkReader(run.chunks, run.offset);
  for (let i = 0; i + 1 < ends.length; i += 2) {
    const at = ends[i] ?? 0;
    const covered =
      isBefore({ segment, offset: at }, cut.end.segment, cut.end.offset) &&
      !isBefore({ segment, offset: at }, cut.start.segment, cut.start.offset);
    if (!covered) continue;
    count += 1;
    if (at !== to) {
      if (from !== -1) reader.read(from, to, pieces);
      from = at;
    }
    to = at + (ends[i + 1] ?? 0);
  }
  if (from !== -1) reader.read(from, to, pieces);
  return count;
}

/** Reads ascending ranges out of chunks that follow one another from `offset` on. */
class ChunkReader {
  readonly #chunks: readonly Buffer[];
  #index = 0;
  /** Where the chunk at `#index` begins. */
  #base: number;

  constructor(chunks: readonly Buffer[], offset: number) {
    this.#chunks = chunks;
    this.#base = offset;
  }

  read(from: number, to: number, into: Buffer[]): void {
    for (;;) {
      const chunk = this.#chunks[this.#index];
      if (chunk === undefined || this.#base >= to) return;
      const next = this.#base + chunk.length;
      if (next > from) {
        const begin = Math.max(from - this.#base, 0);
        into.push(chunk.subarray(begin, Math.min(to, next) - this.#base));
      }
      if (next > to) return;
      this.#base = next;
      this.#index += 1;
    }
  }
}

function isBefore(position: Position, segment: number, offset: number): boolean {
  return position.segment < segment || (position.segment === segment && position.offset < offset);
}
