import { applySplices, type Splice } from '../../lib/json-scan-splice.ts';

const LF = 0x0a;
const CR = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
const EMPTY = Buffer.alloc(0);
const DATA = Buffer.from('data:');
const EVENT = Buffer.from('event:');
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
 * `plainLines`: it is known to be so many lines and the empty one, each ended by LF; 0 where that is not known.
 */
export function readEvent(event: Buffer, from: number, plainLines: number): SseEvent {
  if (plainLines === 1 && begins(event, from, DATA)) return oneRun(event, from, null);
  if (plainLines === 2 && begins(event, from, EVENT)) {
    const lineEnd = event.indexOf(LF, from);
    if (begins(event, lineEnd + 1, DATA)) {
      return oneRun(event, lineEnd + 1, event.toString('utf8', valueAt(event, from + 6), lineEnd));
    }
  }
  return readLines(event, from);
}

/** Its only line of data begins at `line`, and is its last. */
function oneRun(event: Buffer, line: number, name: string | null): SseEvent {
  const start = valueAt(event, line + DATA.length);
  return { event, name, bytes: event, start, end: event.length - 2, runs: null };
}

function valueAt(event: Buffer, behindColon: number): number {
  return event[behindColon] === SPACE ? behindColon + 1 : behindColon;
}

function begins(event: Buffer, from: number, field: Buffer): boolean {
  for (let i = 0; i < field.length; i++) {
    if (event[from + i] !== field[i]) return false;
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

/** The event with edits of its data, whose offsets are those of `bytes`; each lies within a line. */
export function withEdits(read: SseEvent, edits: readonly Splice[]): Buffer {
  const { runs, event } = read;
  if (runs === null) return applySplices(event, edits);
  const shiftOf = (at: number): number => {
    const run = runs.findLast(({ dataStart }) => dataStart <= at);
    return run === undefined ? 0 : run.eventStart - run.dataStart;
  };
  const shifted = edits.map(({ start, end, insert }) => {
    const shift = shiftOf(start);
    return { start: start + shift, end: end + shift, insert };
  });
  return applySplices(event, shifted);
}
