import type { Search } from '../data/search.ts';
import { formatDuration, formatMoney } from '../ui/formats.ts';

/** What requests are narrowed by, in the order in which filters are offered. */
export const DIMENSION_LABELS = {
  status: 'Status',
  model: 'Model',
  provider: 'Provider',
  key: 'Key',
  user: 'User',
  session: 'Session',
  tag: 'Tag',
  metadata: 'Metadata',
  error_code: 'Error',
  http_status: 'HTTP status',
  upstream_code: 'Provider error',
  upstream_status: 'Provider status',
  operation: 'Operation',
  requested_model: 'Requested model',
  stream: 'Stream',
  trace_id: 'Trace',
} as const;

export type DimensionName = keyof typeof DIMENSION_LABELS;

/** Bounds have one value each; "is not" turns them into the other bound. */
export const BOUNDS = {
  latency_min_ms: {
    label: 'Latency',
    not: 'latency_max_ms',
    suggestions: ['500', '1000', '2000', '5000', '10000', '30000'],
    format: (value: string) => formatDuration(Number(value)),
  },
  cost_min: {
    label: 'Cost',
    not: 'cost_max',
    suggestions: ['0.001', '0.01', '0.05', '0.1', '1'],
    format: (value: string) => formatMoney(value),
  },
} as const;

export type BoundName = keyof typeof BOUNDS;

export const DIMENSION_NAMES = Object.keys(DIMENSION_LABELS) as DimensionName[];
export const BOUND_NAMES = Object.keys(BOUNDS) as BoundName[];
/** Every filter that a page of requests holds in its address. */
export const FILTER_NAMES: readonly string[] = [...DIMENSION_NAMES, ...BOUND_NAMES];

/** The filters of an address as the API takes them; what is no number is no bound. */
export function filterQuery(search: Search): { [name: string]: string } {
  const query: { [name: string]: string } = {};
  for (const name of DIMENSION_NAMES) {
    for (const parameter of [name, `not_${name}`]) {
      const value = search[parameter];
      if (value !== undefined) query[parameter] = value;
    }
  }
  for (const name of BOUND_NAMES) {
    for (const [parameter, asked] of [
      [name, search[name]],
      [BOUNDS[name].not, search[`not_${name}`]],
    ] as const) {
      const bound = asked?.split(',').find((value) => /^\d{1,12}(\.\d{1,12})?$/.test(value));
      if (bound !== undefined) query[parameter] = bound;
    }
  }
  return query;
}
