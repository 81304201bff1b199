export { Chart } from './chart.tsx';
export type { Series } from './series.ts';
