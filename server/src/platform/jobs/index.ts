export { defineJob, type JobContext, type Progress } from './define-job.ts';
export { createJobQueue, type JobQueue } from './job-queue.ts';
export { hasOpenRuns, type JobRun, OPEN_STATES, type RunError, requestCancel } from './job-runs.ts';
export { type ScheduledJob, startJobs } from './jobs.ts';
export { prune, pruningJobs } from './pruning.ts';
export { startWorker, type Worker } from './worker.ts';
