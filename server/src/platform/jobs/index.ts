export { type ScheduledJob, startJobs } from './jobs.ts';
export { prune, pruningJobs } from './pruning.ts';
