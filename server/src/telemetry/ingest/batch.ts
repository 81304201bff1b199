import type { Frame } from '../../platform/spool/record.ts';
import type { RequestEnd } from '../record.ts';
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
import { checkRecord } from './check-record.ts';
import { deadLetterRow } from './dead-letter.ts';
import { LedgerSums } from './ledger-sums.ts';
import { payloadRow } from './payload-row.ts';
import { place } from './placed.ts';
import { previewOf } from './preview.ts';
import { attemptRow, commonFields, listRow, requestRow } from './request-rows.ts';
import { messageRanges } from './split-body.ts';

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
}

/** All that a frame comes to. */
export interface Batch {
  /** In the order of their inserts: a request is listed when everything of it is there. */
  readonly tables: readonly TableRows[];
  readonly ledger: LedgerSums;
  readonly ends: readonly RequestEnd[];
  readonly deadLetters: number;
  /** The span that its rows lie in. */
  readonly scope: {
    readonly projects: readonly string[];
    readonly fromUs: number;
    readonly toUs: number;
  };
}

/** Makes the rows of a frame. The same frame gives the same rows, but for messages that are in the store already. */
export function makeBatch(frame: Frame, context: BatchContext): Batch {
  const days = new Map<string, ReturnType<typeof dayRows>>();
  const dead = new TableRows(DEAD_LETTERS, 'cut');
  const ledger = new LedgerSums();
  const ends: RequestEnd[] = [];
  const projects = new Set<string>();
  const newMessages = new Set<string>();
  let fromUs = Number.POSITIVE_INFINITY;
  let toUs = Number.NEGATIVE_INFINITY;

  frame.records.forEach((record, position) => {
    const checked = checkRecord(record);
    if (!checked.ok) {
      dead.add(
        `${frame.spoolId}/${frame.number}/${position}`,
        deadLetterRow(frame, position, record, checked),
      );
      return;
    }
    const end = checked.end.capture === 'off' ? withoutUserText(checked.end) : checked.end;
    const placed = place(end, frame.cutAtUs);
    const into = days.get(placed.day) ?? dayRows(placed.day);
    days.set(placed.day, into);
    const { requests, list, attempts, payloads, messages } = into;
    const full = end.capture === 'full' && !end.payload_dropped;
    const ranges = full ? messageRanges(record.request) : [];
    const preview = full
      ? previewOf(end, record.request, record.response, ranges)
      : { input: '', output: '' };
    const common = commonFields(end, placed);
    requests.add(end.id, requestRow(common, end, placed));
    list.add(end.id, listRow(common, preview));
    end.attempts.slice(0, -1).forEach((attempt, i) => {
      attempts.add(`${end.id}/${i + 1}`, attemptRow(end, placed, attempt, i + 1));
    });
    if (full && record.request.length + record.response.length > 0) {
      payloads.add(
        end.id,
        payloadRow(end, placed, record, ranges, context, (key, row) => {
          if (newMessages.has(key) || context.stored.has(key)) return;
          newMessages.add(key);
          messages.add(key, row());
        }),
      );
    }
    ledger.add(end, placed.day);
    ends.push(end);
    projects.add(end.project_id);
    fromUs = Math.min(fromUs, placed.startedAtUs);
    toUs = Math.max(toUs, placed.startedAtUs);
  });
  const all = [...days.values()];
  return {
    tables: [
      ...all.map(({ messages }) => messages),
      ...all.map(({ payloads }) => payloads),
      ...all.map(({ attempts }) => attempts),
      dead,
      ...all.map(({ requests }) => requests),
      ...all.map(({ list }) => list),
    ].filter((t) => t.rows.length > 0),
    ledger,
    ends,
    deadLetters: dead.rows.length,
    scope: { projects: [...projects], fromUs, toUs },
  };
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
  return { ...end, user: null, session: null, tags: [], metadata: {}, error_message: null };
}
