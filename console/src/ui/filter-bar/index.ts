export type { Dimension, Suggestion } from './dimension.ts';
export { FilterBar } from './filter-bar.tsx';
export { joinValues } from './filters.ts';
export { useFilters } from './use-filters.ts';
