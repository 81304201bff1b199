export { Cost, sumOfCosts } from './cost.ts';
export { usd } from './usd.ts';
