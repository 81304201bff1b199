import { applySplices, type Splice } from '../../lib/json-scan-splice.ts';

const LF = 0x0a;
const CR = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
const EMPTY = Buffer.alloc(0);
const DATA = Buffer.from('data:');
const LINE_FEED = Buffer.from('\n');

/** A run of an event's data: `length` bytes at `eventStart` in the event and at `dataStart` in the joined data. */
interface Run {
  readonly eventStart: number;
  readonly dataStart: number;
  readonly length: number;
}

/** The fields of one event. Data is `bytes` from `start` to `end`: the event's own bytes where it has one data line. */
export interface SseEvent {
  readonly event: Buffer;
  readonly name: string | null;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Null where `bytes` is the event itself. */
  readonly runs: readonly Run[] | null;
}

/**
 * Reads an event (its empty line may be missing). `from` is behind the byte order mark of a stream that has one;
 * `oneLine`: it is known to be one line and the empty one, each ended by LF.
 */
export function readEvent(event: Buffer, from: number, oneLine: boolean): SseEvent {
  if (!oneLine || !isDataLine(event, from)) return readLines(event, from);
  const start = event[from + 5] === SPACE ? from + 6 : from + 5;
  return { event, name: null, bytes: event, start, end: event.length - 2, runs: null };
}

function isDataLine(event: Buffer, from: number): boolean {
  for (let i = 0; i < DATA.length; i++) {
    if (event[from + i] !== DATA[i]) return false;
  }
  return true;
}

function readLines(event: Buffer, from: number): SseEvent {
  let name: string | null = null;
  const runs: Run[] = [];
  const pieces: Buffer[] = [];
  let joined = 0;
  for (let lineStart = from; lineStart < event.length; ) {
    let lineEnd = lineStart;
    while (lineEnd < event.length && event[lineEnd] !== LF && event[lineEnd] !== CR) lineEnd++;
    const colon = event.subarray(lineStart, lineEnd).indexOf(COLON);
    const fieldEnd = colon === -1 ? lineEnd : lineStart + colon;
    let value = Math.min(fieldEnd + 1, lineEnd);
    if (event[value] === SPACE) value = Math.min(value + 1, lineEnd);
    const field = event.toString('latin1', lineStart, Math.min(fieldEnd, lineStart + 8));
    if (field === 'event') name = event.toString('utf8', value, lineEnd);
    if (field === 'data') {
      if (runs.length > 0) {
        pieces.push(LINE_FEED);
        joined++;
      }
      runs.push({ eventStart: value, dataStart: joined, length: lineEnd - value });
      pieces.push(event.subarray(value, lineEnd));
      joined += lineEnd - value;
    }
    lineStart = lineEnd + (event[lineEnd] === CR && event[lineEnd + 1] === LF ? 2 : 1);
  }
  const bytes = runs.length === 0 ? EMPTY : Buffer.concat(pieces, joined);
  return { event, name, bytes, start: 0, end: joined, runs };
}

/** The event without the data between two offsets of `bytes`; line ends in between stay, where JSON takes them for white space. */
export function withoutData(read: SseEvent, start: number, end: number): Buffer {
  if (read.runs === null) return applySplices(read.event, [{ start, end, insert: EMPTY }]);
  const splices: Splice[] = [];
  for (const run of read.runs) {
    const from = Math.max(start, run.dataStart);
    const to = Math.min(end, run.dataStart + run.length);
    if (from >= to) continue;
    const shift = run.eventStart - run.dataStart;
    splices.push({ start: from + shift, end: to + shift, insert: EMPTY });
  }
  return applySplices(read.event, splices);
}
