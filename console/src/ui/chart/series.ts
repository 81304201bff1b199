import { csvText } from '../csv.ts';

/** A line, area or bar over time. An interval without a value is a gap: leave the point out or make it null, never 0. */
export interface Series {
  readonly name: string;
  /** Start of the interval in ms since 1970, and its value. */
  readonly points: readonly (readonly [number, number | null])[];
  readonly kind?: 'line' | 'area' | 'bar';
  /** Starts of intervals that are not whole: their bars are drawn light. */
  readonly cut?: ReadonlySet<number>;
  /** Thin and dashed: the period before. */
  readonly dashed?: boolean;
  /** A shade of the series named here, such as p50 and p95 beside p99: one hue. */
  readonly shadeOf?: string;
  /** Where it means something of its own, such as harm; else it follows from the name. */
  readonly color?: { readonly light: string; readonly dark: string };
}

/** Something that happened: a deploy, an alert. */
export interface Mark {
  readonly at: number;
  readonly label: string;
}

export interface ChartRow {
  readonly at: number;
  readonly values: readonly (number | null)[];
}

/** The chart as a table: a line for every interval that any series has. */
export function toRows(series: readonly Series[]): readonly ChartRow[] {
  const times = [...new Set(series.flatMap(({ points }) => points.map(([at]) => at)))].sort(
    (a, b) => a - b,
  );
  const columns = series.map(({ points }) => new Map(points));
  return times.map((at) => ({ at, values: columns.map((column) => column.get(at) ?? null) }));
}

export function toCsv(series: readonly Series[]): string {
  return csvText(
    ['time', ...series.map(({ name }) => name)],
    toRows(series).map(({ at, values }) => [new Date(at).toISOString(), ...values]),
  );
}
