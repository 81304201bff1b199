export { Cost, sumOfCosts } from './cost.ts';
