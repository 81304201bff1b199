import { z } from 'zod';
import { csvRecord } from '../../lib/csv.ts';
import type { Blobs } from '../../platform/blobs/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { defineJob, type JobContext } from '../../platform/jobs/index.ts';
import { TraceSummary } from '../queries/schema.ts';
import type { TelemetryLink } from '../telemetry-link.ts';
import {
  type ExportFormat,
  ExportInput,
  type ExportMessage,
  ExportPosition,
  type ExportResult,
  ExportRows,
} from './schema.ts';

export interface ExportPorts {
  readonly telemetry: TelemetryLink;
  readonly blobs: Blobs;
}

/** Rows of a page, which becomes a segment of the file. */
const PAGE = 5_000;
/** A file of more helps nobody, and would fill disks. */
const MOST_ROWS = 10_000_000;

const Checkpoint = z.object({
  after: ExportPosition.nullable(),
  rows: z.number().int(),
  total: z.number().int(),
  bytes: z.number().int(),
  segments: z.array(z.string()),
});
type Checkpoint = z.infer<typeof Checkpoint>;
type Context = JobContext<Checkpoint, ExportPorts>;

export const blobsOf = (runId: string): string => `exports/${runId}`;

/**
 * Writes requests to a file, oldest first. The file is a row of segments, each a blob that is whole before a checkpoint names it:
 * a start that ended between the two leaves a blob that nothing names, so that no row is in the file twice.
 */
export const exportRequests = defineJob({
  name: 'export-requests',
  perProject: 1,
  input: ExportInput,
  checkpoint: Checkpoint,
  async run(context: Context, input): Promise<ExportResult> {
    const { rows, bytes, segments } = await writeSegments(context, input);
    return { rows, bytes, segments };
  },
});

async function writeSegments(context: Context, input: ExportInput): Promise<Checkpoint> {
  const { attempt, ports, projectId, runId, signal } = context;
  let state: Checkpoint = context.checkpoint ?? {
    after: null,
    rows: 0,
    total: 0,
    bytes: 0,
    segments: [],
  };
  for (;;) {
    if (state.segments.length > 0 && state.after === null) return state;
    const body: ExportMessage = {
      v: 1,
      project_id: projectId,
      content: input.content,
      filter: input.filter,
      after: state.after,
      limit: PAGE,
    };
    const page = await ports.telemetry.ask('/query/export', ExportRows, { body, signal });
    const total = page.total ?? state.total;
    if (total > MOST_ROWS) throw tooMany(total);
    const first = state.segments.length === 0;
    const bytes = Buffer.from(textOf(page.rows, input.format, first));
    // By the start, too: one that was thought dead never writes over what another has named.
    const key = `${blobsOf(runId)}/${state.segments.length + 1}-${attempt}`;
    await ports.blobs.put(key, bytes);
    state = {
      after: page.next,
      rows: state.rows + page.rows.length,
      total,
      bytes: state.bytes + bytes.length,
      segments: [...state.segments, key],
    };
    await context.save(state, { done: state.rows, total, unit: 'rows' });
  }
}

const COLUMNS = Object.keys(TraceSummary.shape) as (keyof TraceSummary)[];

function textOf(rows: readonly TraceSummary[], format: ExportFormat, first: boolean): string {
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const records = rows.map((row) =>
    csvRecord(
      COLUMNS.map((name) => {
        const value = row[name];
        return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
      }),
    ),
  );
  return (first ? csvRecord(COLUMNS) : '') + records.join('');
}

function tooMany(total: number): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    `the filter finds ${total} requests, and a file holds ${MOST_ROWS} at most`,
    'Ask for a shorter range, several times.',
  );
}
