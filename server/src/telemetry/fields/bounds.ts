import { isUuid } from '../../lib/ids.ts';
import type { Cost } from '../../platform/money/index.ts';
import type { Usage } from '../../protocols/conversation/index.ts';

// What a store could refuse although the schema holds, or no sum could bear: each says why, null where all is well.

/** Beyond it a count is an error of whoever said it, and sums would leave 64 bits. */
const MAX_COUNT = 1e12;
const MAX_PICO_DIGITS = 26;

export const notUuid = (value: string, name: string): string | null =>
  isUuid(value) ? null : `${name} is not a UUID`;

export const notSixteenBits = (value: number | null | undefined, name: string): string | null =>
  value == null || (value >= 0 && value <= 65_535) ? null : `${name} is ${value}`;

export function beyondCounting(usage: Usage | null | undefined, name: string): string | null {
  for (const [kind, count] of Object.entries(usage ?? {})) {
    if (count !== undefined && count > MAX_COUNT) return `${name}.${kind} is ${count}`;
  }
  return null;
}

export function beyondMoney(cost: Cost | null | undefined, name: string): string | null {
  const costs = cost == null ? [] : [cost.total, ...Object.values(cost.by_kind)];
  return costs.some((pico) => pico.length > MAX_PICO_DIGITS)
    ? `${name} is out of all bounds`
    : null;
}
