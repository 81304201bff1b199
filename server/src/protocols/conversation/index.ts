export { Usage } from './usage.ts';
