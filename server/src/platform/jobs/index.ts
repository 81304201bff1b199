export { startJobs } from './jobs.ts';
export { pruningJobs } from './pruning.ts';
