import type { Search } from '../../data/search.ts';
import { DIMENSION_LABELS, type DimensionName } from '../../observe/dimensions.ts';
import { metadataValue, withMetadata } from '../../observe/metadata.ts';
import type { UsageRow } from '../../observe/types.ts';
import { dimensionValue } from '../../observe/use-dimensions.ts';
import { joinValues } from '../../ui/filter-bar/index.ts';

/** What a breakdown splits requests by: a dimension, or the values of one key of their metadata. */
export interface Split {
  /** What usage is grouped by. */
  readonly group: string;
  readonly label: string;
  /** As filters write it: none is empty. */
  valueOf(row: UsageRow): string;
  /** What finds the requests with one of these values, beside the filters that the page has. */
  searchOf(values: readonly string[], page: Search): { readonly [name: string]: string };
}

export function dimensionSplit(name: Exclude<DimensionName, 'metadata'>): Split {
  return {
    group: name,
    label: DIMENSION_LABELS[name],
    valueOf: (row) => dimensionValue(row, name),
    searchOf: (values) => ({ [name]: joinValues(values) }),
  };
}

export function metadataSplit(key: string): Split {
  return {
    group: `metadata:${key}`,
    label: key,
    valueOf: (row) => metadataValue(row, key),
    searchOf: (values, page) => ({ metadata: withMetadata(page['metadata'], key, values) }),
  };
}
