import { isCut, type Kept, keptDay } from '../../data/kept.ts';
import { type CsvValue, csvText } from '../../ui/csv.ts';
import { formatExactTime } from '../../ui/formats.ts';
import type { SpendRow, SpendTable } from './spend-table.ts';
import type { Spender } from './spender.ts';

const FIGURES = [
  'cost_usd',
  'priced_requests',
  'requests',
  'errors',
  'input_tokens',
  'cached_input_tokens',
  'output_tokens',
] as const;

/** The whole table. `row` tells who is called "total" from the total. */
export function spendCsv({ name }: Spender, { rows, rest }: SpendTable): string {
  const ids = name === 'key' ? ['key_id'] : [];
  const line = ({ kind, id, name: shown, sums }: SpendRow): CsvValue[] => [
    kind,
    kind === 'one' ? shown : null,
    ...ids.map(() => (kind === 'one' ? id : null)),
    ...FIGURES.map((figure) => sums[figure]),
  ];
  return csvText(['row', name, ...ids, ...FIGURES], [...rows, ...rest].map(line));
}

/** `spend-by-user-2026-10-01-to-2026-10-31.csv`; where retention has deleted a part of it, since when there is something. */
export function spendFileName(
  { name }: Spender,
  range: { readonly from: string; readonly to: string },
  kept: Kept | null,
): string {
  const first = dayOf(range.from);
  const last = dayOf(new Date(Date.parse(range.to) - 1).toISOString());
  const days = first === last ? first : `${first}-to-${last}`;
  const part = kept !== null && isCut(range, kept) ? `-only-since-${keptDay(kept)}` : '';
  return `spend-by-${name}-${days}${part}.csv`;
}

function dayOf(iso: string): string {
  return formatExactTime(iso).slice(0, 10);
}
