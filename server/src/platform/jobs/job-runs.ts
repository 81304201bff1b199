import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import type { DB } from '../postgres/index.ts';
import type { Progress } from './define-job.ts';

export type JobRun = Selectable<DB['job_runs']>;
export const OPEN_STATES = ['queued', 'running'] as const;

/** Why a run failed, as it is shown. */
export interface RunError {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

export function insertRun(db: Kysely<DB>, run: Insertable<DB['job_runs']>): Promise<JobRun> {
  return db.insertInto('job_runs').values(run).returningAll().executeTakeFirstOrThrow();
}

/** A run whose worker has not said for so long that it lives does not keep others waiting. */
const ALIVE_SECONDS = 15;

/** `over`: ended, or cancelled before it began. `busy`: the project has as many of this job in work as it may. */
export type Begun = JobRun | 'over' | 'busy';

/** Begins the next start of a run. pg-boss looks at its groups too, but two looks at the same moment do not see each other. */
export async function beginRun(db: Kysely<DB>, id: string, perProject: number): Promise<Begun> {
  return await db.transaction().execute(async (trx) => {
    const run = await trx
      .selectFrom('job_runs')
      .select(['job', 'project_id', 'cancel_requested_at'])
      .where('id', '=', id)
      .where('state', 'in', OPEN_STATES)
      .forUpdate()
      .executeTakeFirst();
    if (run === undefined) return 'over';
    if (run.cancel_requested_at !== null) {
      await trx
        .updateTable('job_runs')
        .set({ state: 'cancelled', finished_at: sql`now()` })
        .where('id', '=', id)
        .execute();
      return 'over';
    }
    const group = `${run.job}/${run.project_id}`;
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${group}, 0))`.execute(trx);
    const { inWork } = await trx
      .selectFrom('job_runs')
      .select((eb) => eb.fn.countAll<number>().as('inWork'))
      .where('job', '=', run.job)
      .where('project_id', '=', run.project_id)
      .where('state', '=', 'running')
      .where('alive_at', '>', sql<Date>`now() - make_interval(secs => ${ALIVE_SECONDS})`)
      .where('id', '!=', id)
      .executeTakeFirstOrThrow();
    if (inWork >= perProject) return 'busy';
    return await trx
      .updateTable('job_runs')
      .set((eb) => ({
        state: 'running',
        attempt: eb('attempt', '+', 1),
        fruitless: eb('fruitless', '+', 1),
        started_at: sql`coalesce(started_at, now())`,
        alive_at: sql`now()`,
      }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/** `superseded`: another worker has begun the run again. */
export type Standing = 'running' | 'cancel_requested' | 'superseded';

export async function saveCheckpoint(
  db: Kysely<DB>,
  run: JobRun,
  checkpoint: unknown,
  progress: Progress,
): Promise<Standing> {
  const saved = await db
    .updateTable('job_runs')
    .set({
      checkpoint: JSON.stringify(checkpoint),
      progress: JSON.stringify(progress),
      fruitless: 0,
    })
    .where('id', '=', run.id)
    .where('attempt', '=', run.attempt)
    .where('state', '=', 'running')
    .returning('cancel_requested_at')
    .executeTakeFirst();
  return standingOf(saved);
}

/** Says that the run is worked on, and hears whether it should be. */
export async function sayAlive(db: Kysely<DB>, run: JobRun): Promise<Standing> {
  const found = await db
    .updateTable('job_runs')
    .set({ alive_at: sql`now()` })
    .where('id', '=', run.id)
    .where('attempt', '=', run.attempt)
    .where('state', '=', 'running')
    .returning('cancel_requested_at')
    .executeTakeFirst();
  return standingOf(found);
}

function standingOf(row: { cancel_requested_at: Date | null } | undefined): Standing {
  if (row === undefined) return 'superseded';
  return row.cancel_requested_at === null ? 'running' : 'cancel_requested';
}

/** How a start of a run ended. `again`: it is started again, from its checkpoint. */
export type RunEnd =
  | { readonly state: 'succeeded'; readonly result: unknown }
  | { readonly state: 'failed'; readonly error: RunError }
  | { readonly state: 'cancelled' }
  | { readonly state: 'again'; readonly error: RunError | null; readonly innocent: boolean };

/** False where another worker has taken the run over: nothing was changed then. */
export async function endRun(db: Kysely<DB>, run: JobRun, end: RunEnd): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job_runs')
    .set((eb) =>
      end.state === 'again'
        ? {
            state: 'queued',
            error: end.error === null ? null : JSON.stringify(end.error),
            // A drain is not the run's fault.
            ...(end.innocent
              ? { fruitless: eb.fn('greatest', [eb('fruitless', '-', 1), eb.lit(0)]) }
              : {}),
          }
        : {
            state: end.state,
            finished_at: sql`now()`,
            error: end.state === 'failed' ? JSON.stringify(end.error) : null,
            ...(end.state === 'succeeded' ? { result: JSON.stringify(end.result ?? null) } : {}),
          },
    )
    .where('id', '=', run.id)
    .where('attempt', '=', run.attempt)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Asks a run to stop: one that has not begun is cancelled at once, one that runs at its next step. */
export async function requestCancel(db: Kysely<DB>, id: string): Promise<JobRun | undefined> {
  return await db
    .updateTable('job_runs')
    .set({
      cancel_requested_at: sql`coalesce(cancel_requested_at, now())`,
      state: sql`CASE state WHEN 'queued' THEN 'cancelled' ELSE state END`,
      finished_at: sql`CASE state WHEN 'queued' THEN now() ELSE finished_at END`,
    })
    .where('id', '=', id)
    .where('state', 'in', OPEN_STATES)
    .returningAll()
    .executeTakeFirst();
}

/** Whether there is work for a worker. */
export async function hasOpenRuns(db: Kysely<DB>): Promise<boolean> {
  const found = await db
    .selectFrom('job_runs')
    .select('id')
    .where('state', 'in', OPEN_STATES)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
