import type { UsageQuery, UsageRow } from '../../observe/types.ts';
import { formatCount, formatMoney } from '../../ui/formats.ts';
import { costOf, tokensOf } from './totals.ts';

export interface Measure {
  readonly id: string;
  readonly label: string;
  readonly order: NonNullable<UsageQuery['order_by']>;
  readonly value: (row: UsageRow) => number | null;
  readonly format: (value: number | null) => string;
}

const REQUESTS: Measure = {
  id: 'requests',
  label: 'Requests',
  order: 'requests',
  value: (row) => row.requests,
  format: formatCount,
};

/** What a breakdown compares. */
export const MEASURES: readonly Measure[] = [
  REQUESTS,
  {
    id: 'errors',
    label: 'Errors',
    order: 'errors',
    value: (row) => row.errors,
    format: formatCount,
  },
  { id: 'cost', label: 'Cost', order: 'cost_usd', value: costOf, format: formatMoney },
  { id: 'tokens', label: 'Tokens', order: 'tokens', value: tokensOf, format: formatCount },
];

export function measureOf(id: string | undefined): Measure {
  return MEASURES.find((measure) => measure.id === id) ?? REQUESTS;
}
