import { z } from 'zod';
import { pageOf } from '../../platform/http/index.ts';
import { Scope, TraceFilter, TraceSummary } from '../queries/schema.ts';

/** `jsonl`: one request a line, as the list of requests answers it. `csv`: the same members as columns. */
export const ExportFormat = z.enum(['csv', 'jsonl']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const CreateExport = z.strictObject({ ...TraceFilter.shape, format: ExportFormat });

/** What the job is given. `content`: the asker had the right to texts, so that the file has them and asks for it again. */
export const ExportInput = z.object({
  format: ExportFormat,
  content: z.boolean(),
  filter: TraceFilter,
});
export type ExportInput = z.infer<typeof ExportInput>;

const count = z.number().int();
/** What the job makes. */
export const ExportResult = z.object({ rows: count, bytes: count, segments: z.array(z.string()) });
export type ExportResult = z.infer<typeof ExportResult>;

export const Export = z
  .object({
    id: z.string(),
    format: ExportFormat,
    /** The filter that was asked for. */
    filter: TraceFilter,
    /** The file has texts of inputs and outputs: reading it needs traces:content. */
    content: z.boolean(),
    state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
    cancel_requested: z.boolean(),
    rows_done: count,
    /** Counted when the work began; null before. */
    rows_total: count.nullable(),
    /** Of the whole file; null until it is there. */
    bytes: count.nullable(),
    /** Why it failed, or what it waits for. */
    error: z.object({ code: z.string(), message: z.string(), next: z.string() }).nullable(),
    requested_by: z.string(),
    own: z.boolean(),
    created_at: z.string(),
    started_at: z.string().nullable(),
    finished_at: z.string().nullable(),
    /** When file and entry are deleted; null while it is in work. */
    expires_at: z.string().nullable(),
    version: count,
  })
  .meta({ id: 'Export' });
export type Export = z.infer<typeof Export>;
export const ExportPage = pageOf(Export);
export const ExportParams = z.object({ id: z.uuid() });
/** A download is a link, which has no headers to say where it acts. */
export const DownloadQuery = z.object({
  project: z
    .string()
    .max(200)
    .optional()
    .describe('Id or name of the project to act in, where no header says so.'),
});
export const RemovedExport = z.object({ id: z.string(), removed: z.literal(true) });

/** A place in the order of an export: oldest first, equal moments by id. */
export const ExportPosition = z.object({ started_us: count, id: z.string() });
export type ExportPosition = z.infer<typeof ExportPosition>;

/** What travels over the link to the telemetry role. */
export const ExportMessage = Scope.extend({
  filter: TraceFilter,
  after: ExportPosition.nullable(),
  limit: count.positive().max(10_000),
});
export type ExportMessage = z.infer<typeof ExportMessage>;
export const ExportRows = z.object({
  rows: z.array(TraceSummary),
  /** Where the next page begins; null: this was the last. */
  next: ExportPosition.nullable(),
  /** Of the whole filter; with the first page only. */
  total: count.nullable(),
});
export type ExportRows = z.infer<typeof ExportRows>;
