import type { UsageRow } from '../../observe/types.ts';
import { formatExactCount } from '../../ui/formats.ts';
import type { Spender } from './spender.ts';
import { type Sums, sumOf, without } from './sums.ts';

export interface SpendRow {
  readonly kind: 'one' | 'none' | 'others' | 'total';
  /** Of one: what it is known by. */
  readonly id: string;
  readonly name: string;
  /** Finds its requests; null: no filter says which they are. */
  readonly search: { readonly [name: string]: string } | null;
  readonly sums: Sums;
}

export interface SpendTable {
  readonly rows: readonly SpendRow[];
  /** "none", "others" and the total, as far as there are any. */
  readonly rest: readonly SpendRow[];
  readonly total: Sums;
}

/**
 * Everybody who spends, with what the rows leave out, so that they add up to the total. Where a request may belong to several,
 * and where not every group was read, `whole` (all requests) and `none` (those without a name) were asked for by themselves;
 * else they follow from the groups, and add up whatever has come in meanwhile.
 */
export function spendTable(
  spender: Spender,
  groups: readonly UsageRow[],
  asked: { readonly whole: Sums; readonly none: Sums } | null,
  nameOf: (id: string) => string,
): SpendTable {
  const named = groups.filter((row) => spender.idOf(row) !== null);
  const shown = sumOf(named);
  const none = asked?.none ?? sumOf(groups.filter((row) => spender.idOf(row) === null));
  const both = sumOf([shown, none]);
  // Asked for a moment before the groups, the whole may lack what they have.
  const late = asked === null || (!spender.several && asked.whole.requests < both.requests);
  const total = late ? both : asked.whole;
  // Whoever is in several rows was counted several times: what the others have cannot be told from it.
  const others = spender.several ? null : without(total, both);
  const rest: SpendRow[] = [];
  if (none.requests > 0) {
    rest.push({ kind: 'none', id: '', name: 'none', search: spender.searchOf(null), sums: none });
  }
  if (others !== null && others.requests > 0) {
    rest.push({ kind: 'others', id: '', name: 'others', search: null, sums: others });
  }
  return {
    rows: named.map((row) => {
      const id = spender.idOf(row) ?? '';
      return { kind: 'one', id, name: nameOf(id), search: spender.searchOf(row), sums: row };
    }),
    rest:
      total.requests === 0
        ? []
        : [...rest, { kind: 'total', id: '', name: 'total', search: {}, sums: total }],
    total,
  };
}

/** What a reader has to know to add up the rows; null: nothing. */
export function noteOf(spender: Spender, { rows, total }: SpendTable, cut: boolean): string | null {
  const unpriced = total.requests - total.priced_requests;
  const notes = [
    ...(unpriced > 0 && total.cost_usd !== null
      ? [
          `Of ${formatExactCount(unpriced)} of the ${formatExactCount(total.requests)} requests the cost is not known.`,
        ]
      : []),
    ...(cut ? [`The first ${formatExactCount(rows.length)} are shown; the CSV has all.`] : []),
    ...(spender.several
      ? ['A request with several tags counts for each of them, and once in the total.']
      : []),
  ];
  return notes.length === 0 ? null : notes.join(' ');
}
