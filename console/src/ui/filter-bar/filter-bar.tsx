import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { AddFilter } from './add-filter.tsx';
import type { Dimension } from './dimension.ts';
import styles from './filter-bar.module.css';
import { FilterChip } from './filter-chip.tsx';
import { SearchBox } from './search-box.tsx';
import type { Filters } from './use-filters.ts';

/** What a list is narrowed by: a text, chips to remove, a button to add one, and at the right what the page adds. */
export function FilterBar({
  dimensions,
  filters,
  search,
  children,
}: {
  readonly dimensions: readonly Dimension[];
  readonly filters: Filters;
  readonly search?: {
    readonly param: string;
    readonly placeholder: string;
    /** What it looks through, whole. */
    readonly label: string;
  };
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.bar} role="search" aria-label="Filters">
      {search === undefined ? null : <SearchBox {...search} />}
      {filters.filters.map((filter) => (
        <FilterChip
          key={`${filter.exclude}${filter.dimension}`}
          filter={filter}
          dimension={dimensions.find(({ id }) => id === filter.dimension)}
          onFlip={() => filters.flip(filter)}
          onDrop={() => filters.drop(filter)}
        />
      ))}
      <AddFilter dimensions={dimensions} onAdd={filters.add} />
      {filters.filters.length < 2 ? null : (
        <Button variant="subtle" onClick={filters.clear}>
          Clear all
        </Button>
      )}
      {children === undefined ? null : <div className={styles.end}>{children}</div>}
    </div>
  );
}
