import type { Cost } from '../../platform/money/index.ts';
import {
  USAGE_KIND_NAMES,
  USAGE_KINDS,
  type Usage,
  type UsageKind,
} from '../../protocols/conversation/index.ts';
import { divideHalfUp } from './decimal.ts';
import { ATTO_PER_PICO, type PriceKind, type RateTable, rateAt } from './rates.ts';

const partsOf = (whole: UsageKind | null): readonly UsageKind[] =>
  USAGE_KIND_NAMES.filter((kind) => USAGE_KINDS[kind].within === whole);
const WHOLES = partsOf(null);
const NOT_TOKENS = WHOLES.filter((kind) => USAGE_KINDS[kind].unit !== 'token');
const PARTS = new Map(USAGE_KIND_NAMES.map((kind) => [kind, partsOf(kind)]));

/**
 * What `usage` costs; null where something was used whose price, or amount, is unknown. Each kind is rounded half up to
 * the pico-USD, and the total is the sum of what is shown.
 */
export function costOf(usage: Usage, table: RateTable): Cost | null {
  if (!isCounted(usage, table)) return null;
  const sum = new CostSum(table, usage);
  const wholes = paidOtherwise(usage, table) ? NOT_TOKENS : WHOLES;
  for (const kind of wholes) if (!sum.addWhole(kind, usage[kind] ?? 0, null)) return null;
  const fee = table.rates.requests;
  if (fee !== undefined) sum.add('requests', 1, rateAt(fee, usage.input ?? 0));
  return sum.done();
}

/** What something costs of which the provider did not say how much it was: known where all of it costs nothing. */
export function costUnmetered({ rates, version }: RateTable): Cost | null {
  const all = Object.values(rates);
  const free = all.length > 0 && all.every(({ base, tiers }) => base === 0n && tiers.length === 0);
  return free ? { total: '0', by_kind: {}, price_version: version } : null;
}

/** What is paid by the token was counted in tokens; a model that is paid otherwise (by the second, by the search) tells none. */
function isCounted(usage: Usage, { rates }: RateTable): boolean {
  if (usage.input !== undefined) return true;
  const byToken = rates.input !== undefined || rates.output !== undefined;
  return !byToken && usage.output === undefined && Object.keys(usage).length > 0;
}

/** It is paid by the second, or by the search, and that is told: its tokens, if they are told as well, are not what is paid for. */
function paidOtherwise(usage: Usage, { rates }: RateTable): boolean {
  if (rates.input !== undefined || rates.output !== undefined) return false;
  return NOT_TOKENS.some((kind) => rates[kind] !== undefined && (usage[kind] ?? 0) > 0);
}

class CostSum {
  readonly #table: RateTable;
  readonly #usage: Usage;
  readonly #byKind: Record<string, string> = {};
  #total = 0n;

  constructor(table: RateTable, usage: Usage) {
    this.#table = table;
    this.#usage = usage;
  }

  /** `count` of a kind, those of its parts apart. False: there is something without a price. */
  addWhole(kind: UsageKind, count: number, rateOfWhole: bigint | null): boolean {
    if (count === 0) return true;
    const rate =
      this.#rate(kind) ?? (USAGE_KINDS[kind].unpriced === 'as_whole' ? rateOfWhole : null);
    let rest = count;
    for (const part of PARTS.get(kind) ?? []) {
      // Counts that contradict each other (more cached than there was) are paid for once.
      const counted = Math.min(this.#usage[part] ?? 0, rest);
      if (counted === 0) continue;
      if (!this.addWhole(part, counted, rate)) return false;
      rest -= counted;
    }
    if (rest === 0) return true;
    if (rate === null) return false;
    this.add(kind, rest, rate);
    return true;
  }

  add(kind: PriceKind, count: number, rate: bigint): void {
    const cost = divideHalfUp(BigInt(count) * rate, ATTO_PER_PICO);
    this.#total += cost;
    this.#byKind[kind] = cost.toString();
  }

  done(): Cost {
    return {
      total: this.#total.toString(),
      by_kind: this.#byKind,
      price_version: this.#table.version,
    };
  }

  #rate(kind: UsageKind): bigint | null {
    const rate = this.#table.rates[kind];
    return rate === undefined ? null : rateAt(rate, this.#usage.input ?? 0);
  }
}
