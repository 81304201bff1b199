import { type Kysely, sql } from 'kysely';
import type { Blobs } from '../../platform/blobs/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { JobRun, Progress, RunError, ScheduledJob } from '../../platform/jobs/index.ts';
import { found } from '../../platform/management/index.ts';
import type { Database, DB } from '../../platform/postgres/index.ts';
import { blobsOf, exportRequests } from './export-job.ts';
import { type Export, ExportInput, ExportResult } from './schema.ts';

/** How long a file is kept after it was made. */
const KEPT_HOURS = 24;

export function exportsOf(db: Kysely<DB>, caller: Caller) {
  return db
    .selectFrom('job_runs')
    .selectAll()
    .where('project_id', '=', caller.projectId)
    .where('job', '=', exportRequests.name);
}

/** Throws `not_found`. */
export async function findExport(db: Kysely<DB>, caller: Caller, id: string): Promise<JobRun> {
  return found(await exportsOf(db, caller).where('id', '=', id).executeTakeFirst(), 'export');
}

/** The export, locked. Throws `not_found`, and `conflict` where it is another's. */
export async function lockOwnExport(db: Kysely<DB>, caller: Caller, id: string): Promise<JobRun> {
  const run = found(
    await exportsOf(db, caller).where('id', '=', id).forUpdate().executeTakeFirst(),
    'export',
  );
  if (run.requested_by === caller.keyId || caller.reach === 'organisation') return run;
  throw new SignalboxError(
    'conflict',
    'this export is somebody else’s',
    'Ask for one of your own.',
  );
}

export function showExport(run: JobRun, caller: Caller): Export {
  const { format, content, filter } = ExportInput.parse(run.input);
  const progress = run.progress as Progress | null;
  const finished = run.finished_at;
  return {
    id: run.id,
    format,
    filter,
    content,
    state: run.state as Export['state'],
    cancel_requested: run.cancel_requested_at !== null,
    rows_done: progress?.done ?? 0,
    rows_total: progress?.total ?? null,
    bytes: run.state === 'succeeded' ? ExportResult.parse(run.result).bytes : null,
    error: run.error as RunError | null,
    requested_by: run.requested_by,
    own: run.requested_by === caller.keyId,
    created_at: run.created_at.toISOString(),
    started_at: run.started_at?.toISOString() ?? null,
    finished_at: finished?.toISOString() ?? null,
    expires_at:
      finished === null
        ? null
        : new Date(finished.getTime() + KEPT_HOURS * 3_600_000).toISOString(),
    version: run.version,
  };
}

/** Deletes files that were kept long enough, and what cancelled and failed exports left. */
export function exportPruning(db: Database, blobs: Blobs): ScheduledJob {
  return {
    name: 'prune-exports',
    cron: '47 * * * *',
    async run(signal) {
      const old = await db
        .selectFrom('job_runs')
        .select('id')
        .where('job', '=', exportRequests.name)
        .where('finished_at', '<', sql<Date>`now() - make_interval(hours => ${KEPT_HOURS})`)
        .orderBy('finished_at')
        .limit(1_000)
        .execute();
      for (const { id } of old) {
        if (signal.aborted) return;
        // The files first: an entry without a file says so, a file without an entry would stay for ever.
        await blobs.removeAll(blobsOf(id));
        await db.deleteFrom('job_runs').where('id', '=', id).execute();
      }
    },
  };
}
