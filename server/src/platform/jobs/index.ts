export { type Jobs, type JobsOptions, type ScheduledJob, startJobs } from './jobs.ts';
export { pruningJobs } from './pruning.ts';
