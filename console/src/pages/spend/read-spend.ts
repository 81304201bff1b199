import type { Signalbox } from '@signalbox/sdk';
import type { TraceFilter } from '../../observe/trace-filter.ts';
import type { UsageQuery, UsageRow } from '../../observe/types.ts';
import { usageQuestion } from '../../observe/usage-question.ts';
import { type SpendTable, spendTable } from './spend-table.ts';
import { filterOfNone, type Spender } from './spender.ts';
import { NOTHING } from './sums.ts';

const PAGE = 10_000;

/** Everybody who spends, the dearest first, however many they are. */
export async function readSpend(
  api: Signalbox,
  spender: Spender,
  filter: TraceFilter,
  nameOf: (id: string) => string,
): Promise<SpendTable> {
  const { signal } = new AbortController();
  const ask = (of: TraceFilter, asked: Omit<UsageQuery, 'from' | 'to'>) =>
    usageQuestion(of, asked).read(api, signal);
  const groups = new Map<string, UsageRow>();
  for (let offset = 0; ; offset += PAGE) {
    const page = await ask(filter, {
      group_by: spender.group,
      order_by: 'cost_usd',
      limit: PAGE,
      offset,
    });
    // Requests that come in meanwhile may move a group onto the next page: it is there once.
    for (const row of page) {
      groups.set(JSON.stringify([row.user, row.key, row.tag, row.provider, row.model]), row);
    }
    if (page.length < PAGE) break;
  }
  const none = filterOfNone(spender, filter);
  const asked = spender.several
    ? {
        whole: (await ask(filter, {}))[0] ?? NOTHING,
        none: none === null ? NOTHING : ((await ask(none as TraceFilter, {}))[0] ?? NOTHING),
      }
    : null;
  return spendTable(spender, [...groups.values()], asked, nameOf);
}
