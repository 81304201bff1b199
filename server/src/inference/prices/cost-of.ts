import type { Cost } from '../../platform/money/index.ts';
import type { Usage } from '../../protocols/conversation/index.ts';
import { divideHalfUp } from './decimal.ts';
import { ATTO_PER_PICO, type PriceKind, type RateTable, rateAt } from './rates.ts';

/**
 * Kinds that are part of another. Those that are the same text, read or written another way, are paid at its price where they
 * have none of their own; sound and images are not, and without a price of their own their price is unknown.
 */
const PARTS_OF_INPUT = ['cached_input', 'cache_write', 'input_audio'] as const;
const PARTS_OF_OUTPUT = ['reasoning', 'output_audio', 'images'] as const;
const OWN_PRICE_ONLY: ReadonlySet<PriceKind> = new Set(['input_audio', 'output_audio', 'images']);

/**
 * What `usage` costs; null where something was used whose price, or amount, is unknown. Each kind is rounded half up to
 * the pico-USD, and the total is the sum of what is shown.
 */
export function costOf(usage: Usage, table: RateTable): Cost | null {
  if (usage.input === undefined) return null;
  const sum = new CostSum(table, usage.input);
  const known =
    sum.addWhole('input', usage.input, PARTS_OF_INPUT, usage) &&
    sum.addWhole('output', usage.output ?? 0, PARTS_OF_OUTPUT, usage);
  if (!known) return null;
  const fee = table.rates.requests;
  if (fee !== undefined) sum.add('requests', 1, rateAt(fee, usage.input));
  return sum.done();
}

class CostSum {
  readonly #table: RateTable;
  readonly #inputTokens: number;
  readonly #byKind: Record<string, string> = {};
  #total = 0n;

  constructor(table: RateTable, inputTokens: number) {
    this.#table = table;
    this.#inputTokens = inputTokens;
  }

  /** `tokens` of a kind, those of its parts apart. False: there are tokens without a price. */
  addWhole(
    kind: 'input' | 'output',
    tokens: number,
    parts: readonly (PriceKind & keyof Usage)[],
    usage: Usage,
  ): boolean {
    const own = this.#rate(kind);
    let rest = tokens;
    for (const part of parts) {
      // Counts that contradict each other (more cached than there was) are paid for once.
      const count = Math.min(usage[part] ?? 0, rest);
      if (count === 0) continue;
      const rate = this.#rate(part) ?? (OWN_PRICE_ONLY.has(part) ? null : own);
      if (rate === null) return false;
      this.add(part, count, rate);
      rest -= count;
    }
    if (rest === 0) return true;
    if (own === null) return false;
    this.add(kind, rest, own);
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

  #rate(kind: PriceKind): bigint | null {
    const rate = this.#table.rates[kind];
    return rate === undefined ? null : rateAt(rate, this.#inputTokens);
  }
}
