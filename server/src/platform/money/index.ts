export { Cost } from './cost.ts';
