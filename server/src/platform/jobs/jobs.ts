import type { Logger } from '../log/index.ts';
import type { Database } from '../postgres/index.ts';
import { createBoss } from './boss.ts';

/** Work that is done again and again, by one process at a time, whoever runs the jobs. */
export interface ScheduledJob {
  /** `prune-config-changes`: letters, digits and dashes. */
  readonly name: string;
  /** Five fields, UTC. */
  readonly cron: string;
  /** Must bear being run twice: it is repeated after a crash. A failure is logged and tried again. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

interface Jobs extends AsyncDisposable {
  /** Runs a job at the next opportunity, besides its schedule. */
  readonly trigger: (name: string) => Promise<void>;
}

interface JobsOptions {
  readonly db: Database;
  readonly log: Logger;
  readonly jobs: readonly ScheduledJob[];
  /** How often due work is looked for, seconds. */
  readonly pollSeconds?: number;
}

const STOP_MS = 5_000;

/** Starts the schedules of `jobs` in PostgreSQL (pg-boss, in a schema of its own) and a worker for each. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { db, log, jobs, pollSeconds = 30 } = options;
  const boss = createBoss(db, log, {});
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: 'short', retryLimit: 3, retryBackoff: true });
    await boss.schedule(job.name, job.cron, null, { tz: 'UTC' });
    await boss.work(job.name, { pollingIntervalSeconds: pollSeconds, batchSize: 1 }, ([due]) =>
      run(job, due?.signal ?? AbortSignal.abort(), log),
    );
  }
  return {
    async trigger(name) {
      await boss.send(name);
    },
    async [Symbol.asyncDispose]() {
      await boss.stop({ graceful: true, timeout: STOP_MS });
    },
  };
}

async function run(job: ScheduledJob, signal: AbortSignal, log: Logger): Promise<void> {
  const started = performance.now();
  try {
    await job.run(signal);
    log.debug({ job: job.name, ms: Math.round(performance.now() - started) }, 'a job was done');
  } catch (error) {
    log.warn({ err: error, job: job.name }, 'a job failed');
    throw error;
  }
}
