import { setImmediate } from 'node:timers/promises';
import type { Frame, SpoolRecord } from '../../platform/spool/record.ts';
import { protocolNamed } from '../../protocols/index.ts';
import type { CollectedEffect } from '../effects/frame-effect.ts';
import type { RequestEnd } from '../record.ts';
import { REQUEST_KIND, readRequestRecord, unknownIn } from '../request-record.ts';
import {
  ATTEMPTS,
  DEAD_LETTERS,
  PAYLOAD_MESSAGES,
  PAYLOADS,
  REQUESTS,
  REQUESTS_LIST,
  type Table,
} from '../tables.ts';
import type { BatchContext } from './batch-context.ts';
import { checkRecord, projectOf } from './check-record.ts';
import { type Buried, deadLetterRow } from './dead-letter.ts';
import { payloadRow } from './payload-row.ts';
import { PREVIEW_CHARS } from './preview.ts';
import { attemptRow, commonFields, listRow, requestRow } from './request-rows.ts';
import { rowTimes } from './row-times.ts';
import { repeatedRanges } from './split-body.ts';

const NEWLINE = 10;
const NO_PREVIEW = { input: '', output: '' };

/**
 * The rows of one table in one of its partitions, which the store takes as one part: all of them or none. `keys[i]` is of
 * `rows[i]`.
 */
export class TableRows {
  readonly table: Table;
  /** The day in UTC that the rows lie in; of dead letters, `cut`. */
  readonly day: string;
  readonly keys: string[] = [];
  readonly rows: string[] = [];

  constructor(table: Table, day: string) {
    this.table = table;
    this.day = day;
  }

  add(key: string, row: string): void {
    this.keys.push(key);
    this.rows.push(row);
  }

  /**
   * The rows as an insert takes them, each a line of bytes (a row's characters are bytes). Written one by one: to join them
   * first makes a text of megabytes, and costs three times as much (m).
   */
  lines(): Buffer {
    const size = this.rows.reduce((sum, row) => sum + row.length + 1, 0);
    const bytes = Buffer.allocUnsafeSlow(size);
    let at = 0;
    for (const row of this.rows) {
      at += bytes.write(row, at, 'latin1');
      bytes[at++] = NEWLINE;
    }
    return bytes;
  }
}

/** All that a frame comes to. */
export interface Batch {
  /** In the order of their inserts: a request is listed when everything of it is there. */
  readonly tables: readonly TableRows[];
  readonly ends: readonly RequestEnd[];
  readonly deadLetters: number;
  /** The span that its rows lie in. */
  readonly scope: {
    readonly projects: readonly string[];
    readonly fromUs: number;
    readonly toUs: number;
  };
}

/** So many records are made into rows before others of the process have their turn: about 10 ms. */
const SLICE_RECORDS = 256;

/**
 * Makes the rows of a frame, and has its requests collected by its effects. The same frame gives the same rows, but for messages
 * that are in the store already.
 */
export async function makeBatch(
  frame: Frame,
  context: BatchContext,
  effects: readonly CollectedEffect[],
): Promise<Batch> {
  const maker = new BatchMaker(frame, context, effects);
  for (let from = 0; from < frame.records.length; from += SLICE_RECORDS) {
    if (from > 0) await setImmediate();
    maker.add(from, Math.min(from + SLICE_RECORDS, frame.records.length));
  }
  return maker.batch();
}

class BatchMaker {
  readonly #frame: Frame;
  readonly #context: BatchContext;
  readonly #effects: readonly CollectedEffect[];
  readonly #days = new Map<string, ReturnType<typeof dayRows>>();
  readonly #dead = new TableRows(DEAD_LETTERS, 'cut');
  readonly #ends: RequestEnd[] = [];
  readonly #projects = new Set<string>();
  readonly #newMessages = new Set<string>();
  #fromUs = Number.POSITIVE_INFINITY;
  #toUs = Number.NEGATIVE_INFINITY;

  constructor(frame: Frame, context: BatchContext, effects: readonly CollectedEffect[]) {
    this.#frame = frame;
    this.#context = context;
    this.#effects = effects;
  }

  /** Takes the records from `from` up to `to`, exclusive. */
  add(from: number, to: number): void {
    for (let position = from; position < to; position++) {
      const record = this.#frame.records[position];
      if (record !== undefined) this.#addRecord(record, position);
    }
  }

  #addRecord(whole: SpoolRecord, position: number): void {
    const frame = this.#frame;
    const record = readRequestRecord(whole);
    const unknown = unknownIn(whole);
    if (unknown !== null) {
      const projectId = projectOf(record.header);
      this.#bury(whole, position, { projectId, reason: unknown, keep: 'all' });
      if (whole.kind !== REQUEST_KIND) return;
    }
    const checked = checkRecord(record);
    if (!checked.ok) {
      if (unknown === null) this.#bury(whole, position, checked);
      return;
    }
    const end = checked.end.capture === 'off' ? withoutUserText(checked.end) : checked.end;
    const times = rowTimes(end, frame.cutAtUs);
    const into = this.#days.get(times.day) ?? dayRows(times.day);
    this.#days.set(times.day, into);
    const full = end.capture === 'full' && !end.payload_dropped;
    const protocol = full ? protocolNamed(end.protocol) : null;
    const ranges = repeatedRanges(record.request, protocol?.repeated ?? []);
    const preview = protocol?.preview({ ...record, turns: ranges.turns }, PREVIEW_CHARS);
    const common = commonFields(end, times);
    into.requests.add(end.id, requestRow(common, end, times));
    into.list.add(end.id, listRow(common, preview ?? NO_PREVIEW));
    for (const [i, attempt] of end.attempts.entries()) {
      into.attempts.add(`${end.id}/${i + 1}`, attemptRow(end, times, attempt, i + 1));
    }
    if (full && record.request.length + record.response.length > 0) {
      into.payloads.add(
        end.id,
        payloadRow(end, times, record, ranges.all, this.#context, (key, row) => {
          if (this.#newMessages.has(key) || this.#context.stored.has(key)) return;
          this.#newMessages.add(key);
          into.messages.add(key, row());
        }),
      );
    }
    for (const effect of this.#effects) effect.collect(end, times.day);
    this.#ends.push(end);
    this.#projects.add(end.project_id);
    this.#fromUs = Math.min(this.#fromUs, times.startedAtUs);
    this.#toUs = Math.max(this.#toUs, times.startedAtUs);
  }

  #bury(record: SpoolRecord, position: number, why: Buried): void {
    const frame = this.#frame;
    this.#dead.add(
      `${frame.spoolId}/${frame.number}/${position}`,
      deadLetterRow(frame, position, record, why),
    );
  }

  batch(): Batch {
    const all = [...this.#days.values()];
    return {
      tables: [
        ...all.map(({ messages }) => messages),
        ...all.map(({ payloads }) => payloads),
        ...all.map(({ attempts }) => attempts),
        this.#dead,
        ...all.map(({ requests }) => requests),
        ...all.map(({ list }) => list),
      ].filter((t) => t.rows.length > 0),
      ends: this.#ends,
      deadLetters: this.#dead.rows.length,
      scope: { projects: [...this.#projects], fromUs: this.#fromUs, toUs: this.#toUs },
    };
  }
}

const dayRows = (day: string) => ({
  requests: new TableRows(REQUESTS, day),
  list: new TableRows(REQUESTS_LIST, day),
  attempts: new TableRows(ATTEMPTS, day),
  payloads: new TableRows(PAYLOADS, day),
  messages: new TableRows(PAYLOAD_MESSAGES, day),
});

/** With capture `off` nothing is kept that the caller's end user or application wrote. */
function withoutUserText(end: RequestEnd): RequestEnd {
  return {
    ...end,
    user: null,
    session: null,
    tags: [],
    metadata: {},
    error_message: null,
    attempts: end.attempts.map((attempt) => ({ ...attempt, error_message: null })),
  };
}
