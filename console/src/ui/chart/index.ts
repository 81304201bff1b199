export { Chart } from './chart.tsx';
export type { Mark, Series } from './series.ts';
