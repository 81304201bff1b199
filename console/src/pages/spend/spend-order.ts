import type { Search } from '../../data/search.ts';
import type { UsageQuery } from '../../observe/types.ts';

type StoreOrder = NonNullable<UsageQuery['order_by']>;

const ORDERS = [
  'cost_usd',
  'requests',
  'errors',
  'input_tokens',
  'output_tokens',
] as const satisfies readonly StoreOrder[];

export interface SpendOrder {
  readonly by: (typeof ORDERS)[number] | 'name';
  readonly order: 'asc' | 'desc';
}

/** The order that an address asks for; the dearest first where it asks for none that there is. */
export function spendOrder(search: Search): SpendOrder {
  const asked = search['sort'];
  const by = asked === 'name' ? asked : (ORDERS.find((one) => one === asked) ?? 'cost_usd');
  return { by, order: search['order'] === 'asc' ? 'asc' : 'desc' };
}
