import type { Transaction } from 'kysely';
import { fromKysely, type PgBoss } from 'pg-boss';
import { newId } from '../../lib/ids.ts';
import type { Caller } from '../http/index.ts';
import type { Logger } from '../log/index.ts';
import type { Database, DB } from '../postgres/index.ts';
import { createBoss } from './boss.ts';
import type { Job } from './define-job.ts';
import { insertRun, type JobRun } from './job-runs.ts';

/** A worker that was not heard from for so long is taken for dead, and its runs are started again. pg-boss's smallest. */
const HEARTBEAT_SECONDS = 10;
/** Runs give up by themselves where they get nowhere (`fruitless`); this only must not be in their way. */
const MANY = 1_000_000;
const A_DAY_SECONDS = 24 * 60 * 60 - 1;

export interface JobQueueOptions {
  readonly db: Database;
  readonly log: Logger;
  /** Called after work was asked for: whoever starts workers may have to. */
  readonly wake: () => void;
}

/** Where background work is asked for. */
export interface JobQueue extends AsyncDisposable {
  /** Resolves when `enqueue` can be called for the job: await it before the transaction. */
  readonly ready: (job: Job<unknown, never>) => Promise<void>;
  /** Asks for a run in the transaction of the change that needs it: it is there when that is, or not at all. */
  readonly enqueue: <Input>(
    trx: Transaction<DB>,
    caller: Caller,
    job: Job<Input, never>,
    input: Input,
    options?: { readonly priority?: number },
  ) => Promise<JobRun>;
  /** To be called after the commit. */
  readonly wake: () => void;
}

export function createJobQueue({ db, log, wake }: JobQueueOptions): JobQueue {
  let started: Promise<PgBoss> | null = null;
  const queues = new Set<string>();
  const boss = (): Promise<PgBoss> => {
    started ??= createBoss(db, log, { supervise: false, schedule: false, max: 1 })
      .start()
      .catch((error: unknown) => {
        started = null;
        throw error;
      });
    return started;
  };
  return {
    wake,
    async ready(job) {
      if (queues.has(job.name)) return;
      await ensureQueue(await boss(), job.name);
      queues.add(job.name);
    },
    async enqueue(trx, caller, job, input, { priority = 0 } = {}) {
      const run = await insertRun(trx, {
        id: newId<'job_run'>(),
        organisation_id: caller.organisationId,
        project_id: caller.projectId,
        environment_id: caller.environmentId,
        job: job.name,
        input: JSON.stringify(job.input.parse(input)),
        requested_by: caller.keyId,
      });
      await (await boss()).send(
        job.name,
        { run_id: run.id },
        { db: fromKysely(trx), priority, group: { id: run.project_id } },
      );
      return run;
    },
    async [Symbol.asyncDispose]() {
      const running = await started?.catch(() => null);
      await running?.stop({ graceful: false });
    },
  };
}

/** The queue of a job, the same whoever makes it first. */
export async function ensureQueue(boss: PgBoss, name: string): Promise<void> {
  await boss.createQueue(name, {
    policy: 'standard',
    retryLimit: MANY,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: A_DAY_SECONDS,
    deleteAfterSeconds: 60 * 60,
  });
}
