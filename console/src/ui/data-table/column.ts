import type { ReactNode } from 'react';

/** A value of a cell that lists can be filtered by. */
export interface FilterValue {
  /** The filter's name in the address: `model`. */
  readonly dimension: string;
  readonly value: string;
  /** As people read it, where it is not the value itself. */
  readonly label?: string;
}

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Pixels; a column with `grow` takes its share of what is left. */
  readonly width: number;
  readonly grow?: number;
  /** Numbers stand right. */
  readonly align?: 'right';
  readonly render: (row: Row) => ReactNode;
  /** The name to sort by. */
  readonly sort?: string;
  /** What a click offers to filter by or exclude. */
  readonly filter?: (row: Row) => FilterValue | null;
  /** Shown only where the reader chose it. */
  readonly hidden?: boolean;
}

export interface Sort {
  readonly by: string;
  readonly order: 'asc' | 'desc';
}

/** The tracks of the CSS grid that header and rows share. */
export function gridTracks(
  columns: readonly { readonly width: number; readonly grow?: number }[],
): { readonly template: string; readonly minWidth: number } {
  return {
    template: columns
      .map(({ width, grow }) =>
        grow === undefined ? `${width}px` : `minmax(${width}px, ${grow}fr)`,
      )
      .join(' '),
    minWidth: columns.reduce((sum, { width }) => sum + width, 0),
  };
}
