/** The ranges offered by name, in milliseconds. */
export const RELATIVE_RANGES = {
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
  '30d': 2_592_000_000,
} as const;

export type RelativeRange = keyof typeof RELATIVE_RANGES;
export const DEFAULT_RANGE: RelativeRange = '24h';

export interface Range {
  /** ISO 8601 in UTC; `from` is inside, `to` is not. */
  readonly from: string;
  readonly to: string;
  /** Null for an absolute range. */
  readonly relative: RelativeRange | null;
}

/** The range that an address asks for; what it cannot mean gives the default. */
export function readRange(
  search: { readonly [name: string]: string | undefined },
  now: number,
): Range {
  const from = Date.parse(search['from'] ?? '');
  const to = Date.parse(search['to'] ?? '');
  if (from < to) {
    return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), relative: null };
  }
  const asked = search['range'];
  const relative = asked !== undefined && isRelative(asked) ? asked : DEFAULT_RANGE;
  return {
    from: new Date(now - RELATIVE_RANGES[relative]).toISOString(),
    to: new Date(now).toISOString(),
    relative,
  };
}

/** The range of the same length that ended where this one begins. */
export function rangeBefore(range: Range): Range {
  const from = Date.parse(range.from);
  const length = Date.parse(range.to) - from;
  return {
    from: new Date(from - length).toISOString(),
    to: range.from,
    relative: null,
  };
}

export function rangeLength(range: Range): number {
  return Date.parse(range.to) - Date.parse(range.from);
}

export function isRelative(text: string): text is RelativeRange {
  return Object.hasOwn(RELATIVE_RANGES, text);
}
