// The life of a run. Whoever asks for work inserts a row in `job_runs` and a job of pg-boss in one transaction. A worker fetches
// the job, takes the next number of the run's starts (`attempt`), and does the work from the last checkpoint; every checkpoint
// is written under that number, so that a worker which was thought dead, and is not, finds out at its next one and stops without
// having changed anything. What can happen:
// - the worker dies: pg-boss misses its heartbeat within 10 s and gives the job to a worker again;
// - the worker drains: the run stops at its next step and is queued again, at no one's fault;
// - a store or a role that the work needs is away (a retryable code): it is started again, later each time, for as long as it takes;
// - it fails unexpectedly, or takes its worker along: it is started again, until it got nowhere for five starts;
// - it fails for good (a code that is not retryable): the run ends as failed with the reason;
// - somebody cancels: the run ends as cancelled at its next step.
import type { PgBoss } from 'pg-boss';
import { ERROR_CODES, SignalboxError } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import type { Database } from '../postgres/index.ts';
import { createBoss } from './boss.ts';
import type { Job, JobContext } from './define-job.ts';
import { ensureQueue } from './job-queue.ts';
import {
  beginRun,
  endRun,
  hasOpenRuns,
  type JobRun,
  type RunEnd,
  type RunError,
  type Standing,
  saveCheckpoint,
  sayAlive,
} from './job-runs.ts';

/** Starts without a checkpoint between them, after which a run is given up. */
const MOST_FRUITLESS = 5;
const SAY_ALIVE_MS = 1_000;
const STOP_MS = 5_000;

export interface WorkerOptions<Ports> {
  readonly db: Database;
  readonly log: Logger;
  readonly jobs: readonly Job<unknown, Ports>[];
  readonly ports: Ports;
  /** Runs of one job at a time in this process. */
  readonly concurrency?: number;
  /** How often due work is looked for, seconds; at least 0.5. */
  readonly pollSeconds?: number;
  /** How often dead workers are looked for, seconds. */
  readonly superviseSeconds?: number;
}

/** Disposing stops the runs in work; they are started again by the next worker. */
export interface Worker extends AsyncDisposable {
  /** Nothing is in work and nothing waits. */
  readonly isIdle: () => Promise<boolean>;
}

/** Does the jobs' runs until it is disposed of. */
export async function startWorker<Ports>(options: WorkerOptions<Ports>): Promise<Worker> {
  const { db, log, jobs, concurrency = 2, pollSeconds = 1, superviseSeconds = 5 } = options;
  const boss = createBoss(db, log, {
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  const draining = new AbortController();
  const inWork = new Set<Promise<void>>();
  await boss.start();
  for (const job of jobs) {
    await ensureQueue(boss, job.name);
    await boss.work<{ run_id: string }>(
      job.name,
      {
        pollingIntervalSeconds: pollSeconds,
        localConcurrency: concurrency,
        groupConcurrency: job.perProject,
      },
      async ([due]) => {
        if (due === undefined) return;
        const work = runOnce({ ...options, job, draining: draining.signal }, due.data.run_id);
        inWork.add(work);
        try {
          await work;
        } finally {
          inWork.delete(work);
        }
      },
    );
  }
  return {
    isIdle: async () => inWork.size === 0 && !(await hasOpenRuns(db)),
    async [Symbol.asyncDispose]() {
      draining.abort(new Stopped('drain'));
      await stopBoss(boss, inWork);
    },
  };
}

async function stopBoss(boss: PgBoss, inWork: ReadonlySet<Promise<void>>): Promise<void> {
  await Promise.allSettled(inWork);
  await boss.stop({ graceful: true, timeout: STOP_MS });
}

/** Why a run stops without having failed. */
class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly why: 'drain' | Exclude<Standing, 'running'>;
  constructor(why: Stopped['why']) {
    super(`the run was stopped: ${why}`);
    this.why = why;
  }
}

interface Once<Ports> extends WorkerOptions<Ports> {
  readonly job: Job<unknown, Ports>;
  readonly draining: AbortSignal;
}

/** Throws where pg-boss has to give the job to a worker again. */
async function runOnce<Ports>(options: Once<Ports>, runId: string): Promise<void> {
  const { db, job } = options;
  const run = await beginRun(db, runId, job.perProject);
  if (run === 'over') return;
  if (run === 'busy') throw new Error('the project has as much of this in work as it may');
  const log = options.log.child({ job: job.name, run: runId, attempt: run.attempt });
  const end = run.fruitless > MOST_FRUITLESS ? givenUp(run) : await outcomeOf(options, run, log);
  if (end === null) {
    log.warn('another worker has taken this run over; this one stops');
    return;
  }
  await endRun(db, run, end);
  if (end.state === 'again') {
    log.info({ error: end.error }, 'a run is started again later');
    throw new Error(end.error?.message ?? 'the worker drains');
  }
  log.info({ state: end.state }, 'a run has ended');
}

/** Null: the run is another worker's by now. */
async function outcomeOf<Ports>(
  { db, job, ports, draining }: Once<Ports>,
  run: JobRun,
  log: Logger,
): Promise<RunEnd | null> {
  const stop = new AbortController();
  const heed = (now: Standing): void => {
    if (now !== 'running') stop.abort(new Stopped(now));
  };
  const look = setInterval(() => {
    // A database that is away for a moment is no reason to stop; the next checkpoint says more.
    sayAlive(db, run).then(heed, () => undefined);
  }, SAY_ALIVE_MS);
  const signal = AbortSignal.any([stop.signal, draining]);
  const context: JobContext<unknown, Ports> = {
    runId: run.id,
    projectId: run.project_id,
    attempt: run.attempt,
    ports,
    checkpoint: run.checkpoint,
    signal,
    log,
    async save(checkpoint, progress) {
      heed(await saveCheckpoint(db, run, checkpoint, progress));
      signal.throwIfAborted();
    },
  };
  try {
    signal.throwIfAborted();
    return { state: 'succeeded', result: await job.start(context, run.input) };
  } catch (error) {
    // What a call that was aborted throws says less than why.
    return endOf(signal.aborted ? signal.reason : error, log);
  } finally {
    clearInterval(look);
  }
}

function endOf(error: unknown, log: Logger): RunEnd | null {
  if (error instanceof Stopped) {
    if (error.why === 'superseded') return null;
    if (error.why === 'cancel_requested') return { state: 'cancelled' };
    return { state: 'again', error: null, innocent: true };
  }
  if (error instanceof SignalboxError) {
    const { code, message, next } = error;
    const shown = { code, message, next };
    return ERROR_CODES[code].retryable
      ? { state: 'again', error: shown, innocent: true }
      : { state: 'failed', error: shown };
  }
  log.error({ err: error }, 'a run failed unexpectedly');
  return { state: 'again', error: UNEXPECTED, innocent: false };
}

/** What went wrong stands in the log: its words may quote what nobody asked to show. */
const UNEXPECTED: RunError = {
  code: 'internal',
  message: 'the work failed unexpectedly',
  next: "See the worker's log, which names the run.",
};

function givenUp(run: JobRun): RunEnd {
  const last = run.error as RunError | null;
  return {
    state: 'failed',
    error: last ?? {
      code: 'internal',
      message: `the worker ended ${MOST_FRUITLESS} times before the run got any further`,
      next: "See the worker's log and the machine's memory, then ask for the work again.",
    },
  };
}
