import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Acknowledgements } from './acknowledgements.ts';
import { isBegin, isEnd, RecordReader } from './read-record.ts';
import { type Cut, type Position, RecordType, type SpoolRecord } from './record.ts';
import { FRAMING_BYTES, ID_AT, readCut, readId } from './record-codec.ts';
import { scanSegment } from './scan.ts';
import { Segment, segmentNumber } from './segment.ts';
import { SEGMENT_HEADER_BYTES } from './segment-header.ts';
import { type LogOptions, SpoolLog } from './spool-log.ts';

export type Recovered =
  | {
      readonly ok: true;
      readonly log: SpoolLog;
      /** The begins that never ended, by id; of an id that began again, the last. */
      readonly openBegins: ReadonlyMap<string, SpoolRecord>;
      /** Records and segments that could not be read. */
      readonly damaged: number;
    }
  | { readonly ok: false; readonly reason: 'newer' | 'locked' };

interface OpenBegin {
  readonly record: SpoolRecord;
  readonly segment: Segment;
  readonly offset: number;
  readonly size: number;
}

/** What reading all segments in order gives. */
class Findings {
  readonly begins = new Map<string, OpenBegin>();
  readonly cuts: Cut[] = [];
  damaged = 0;
  readonly #reader = new RecordReader();

  visit(segment: Segment, type: number, record: Buffer, offset: number): void {
    if (isBegin(type)) {
      // Copied, since the window that it was read in is a thousand times its size.
      const begin = this.#reader.read(Buffer.from(record.subarray(FRAMING_BYTES)));
      if (begin === null) this.damaged += 1;
      else this.begins.set(begin.id, { record: begin, segment, offset, size: record.length });
    } else if (isEnd(type)) {
      this.begins.delete(readId(record, ID_AT));
    } else if (type === RecordType.cut) {
      const cut = readCut(record);
      if (cut !== null && cut.number > (this.cuts.at(-1)?.number ?? 0)) this.cuts.push(cut);
    }
  }
}

/**
 * Reads the spool of a dead process, whose lock the caller holds, up to the last whole record. Frames that were cut keep
 * their number, time and range; ends after the last cut wait for a cut that the caller decides. Nothing is written but in
 * new segments, and nothing deleted but files without a record.
 */
export async function recoverLog(options: LogOptions): Promise<Recovered> {
  const findings = new Findings();
  const opened = openSegments(options, findings);
  if (!Array.isArray(opened.segments)) return { ok: false, reason: opened.segments };
  const { segments } = opened;
  try {
    return await recoverFrom(options, segments, opened.lastNumber, findings);
  } catch (error) {
    for (const segment of segments) segment.close();
    throw error;
  }
}

async function recoverFrom(
  options: LogOptions,
  segments: Segment[],
  lastNumber: number,
  findings: Findings,
): Promise<Recovered> {
  for (const [index, segment] of segments.entries()) {
    await readSegment(segment, segments[index + 1] ?? null, findings);
  }
  const acknowledgements = new Acknowledgements(options.directory);
  const last = segments.at(-1);
  const log = new SpoolLog(options, {
    segments,
    acknowledgements,
    // A segment goes only after the frames in it were acknowledged.
    pending: findings.cuts.filter(
      ({ number, start }) =>
        number > acknowledgements.last && start.segment >= (segments[0]?.number ?? 0),
    ),
    framesCut: Math.max(
      acknowledgements.last,
      findings.cuts.at(-1)?.number ?? 0,
      ...segments.map((segment) => segment.header.framesBefore),
    ),
    last: {
      number: lastNumber,
      length: last !== undefined && last.number === lastNumber ? last.length : 0,
    },
  });
  for (const segment of segments) segment.seal();
  for (const [id, { segment, offset, size }] of findings.begins) {
    log.began(id, segment, offset, size);
  }
  await planUncut(log, segments, findings.cuts.at(-1)?.end ?? { segment: 0, offset: 0 });
  const openBegins = new Map([...findings.begins].map(([id, { record }]) => [id, record]));
  return { ok: true, log, openBegins, damaged: findings.damaged };
}

function openSegments(
  options: LogOptions,
  findings: Findings,
): { readonly segments: Segment[] | 'newer' | 'locked'; readonly lastNumber: number } {
  const files = readdirSync(options.directory)
    .filter((file) => segmentNumber(file) !== null)
    .sort();
  const lastNumber = segmentNumber(files.at(-1) ?? '') ?? 0;
  const segments: Segment[] = [];
  const unreadable: { readonly path: string; readonly reason: string }[] = [];
  for (const file of files) {
    const path = join(options.directory, file);
    const opened = Segment.open(path, options.gatewayKey, options.disk);
    if (opened.ok) segments.push(opened.segment);
    else unreadable.push({ path, reason: opened.reason });
  }
  const giveUp = (reason: 'newer' | 'locked') => {
    for (const segment of segments) segment.close();
    return { segments: reason, lastNumber };
  };
  if (unreadable.some(({ reason }) => reason === 'newer')) return giveUp('newer');
  const withRecords = unreadable.filter(({ reason }) => reason !== 'torn');
  // With another key nothing can be read; where some can, the rest is damaged.
  if (withRecords.length > 0 && segments.length === 0) return giveUp('locked');
  for (const { path } of unreadable.filter(({ reason }) => reason === 'torn')) unlinkSync(path);
  for (const { path } of withRecords) {
    options.setAside(path);
    findings.damaged += 1;
  }
  return { segments, lastNumber };
}

async function readSegment(
  segment: Segment,
  next: Segment | null,
  findings: Findings,
): Promise<void> {
  const following = next !== null && next.number === segment.number + 1 ? next.header : null;
  const to = Math.min(segment.length, following?.previousLength ?? segment.length);
  const { validEnd, damaged } = await scanSegment(
    segment,
    SEGMENT_HEADER_BYTES,
    to,
    (type, record, offset) => findings.visit(segment, type, record, offset),
  );
  const missing = following !== null && validEnd < following.previousLength ? 1 : 0;
  if (damaged + missing > 0) segment.damaged = true;
  findings.damaged += damaged + missing;
  // What lies past the last whole record of the last segment was being written when the process died.
  segment.truncate(following === null ? validEnd : to);
}

/** Gives the ends after the last cut to the planner. */
async function planUncut(
  log: SpoolLog,
  segments: readonly Segment[],
  from: Position,
): Promise<void> {
  for (const segment of segments) {
    if (segment.number < from.segment) continue;
    const start = segment.number === from.segment ? from.offset : SEGMENT_HEADER_BYTES;
    await scanSegment(segment, start, segment.length, (type, record, offset) => {
      if (isEnd(type)) log.ended(readId(record, ID_AT), segment, offset, record.length);
    });
  }
}
