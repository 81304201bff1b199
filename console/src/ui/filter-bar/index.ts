export type { Dimension, Suggestion } from './dimension.ts';
export { FilterBar } from './filter-bar.tsx';
export { type Filters, useFilters } from './use-filters.ts';
