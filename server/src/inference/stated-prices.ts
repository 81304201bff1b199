import type { Kysely } from 'kysely';
import type { Caller } from '../platform/http/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import { PriceEntity } from './entities.ts';
import { usdPerMillion } from './price-units.ts';
import {
  ATTO_PER_PICO,
  createPriceBook,
  PRICE_KINDS,
  type PriceBook,
  type RateTable,
} from './prices/index.ts';
import { priceOp } from './rows.ts';
import type { StatedPrice } from './schema.ts';

/** The prices that a project's requests are priced with now: its own, everyone's, and the public table. */
export async function priceBookOf(db: Kysely<DB>, caller: Caller): Promise<PriceBook> {
  const rows = await db
    .selectFrom('prices')
    .selectAll()
    .where((eb) => eb.or([eb('project_id', '=', caller.projectId), eb('project_id', 'is', null)]))
    .execute();
  return createPriceBook(rows.map((row) => ({ id: row.id, value: priceEntity(row) })));
}

function priceEntity(row: Parameters<typeof priceOp>[0]): PriceEntity {
  return PriceEntity.parse(priceOp(row).value);
}

/** As people read prices. Finer than a pico-USD a token is rounded away. */
export function statedPrice(table: RateTable): StatedPrice {
  const usd: StatedPrice['usd_per_million'] = {};
  for (const kind of PRICE_KINDS) {
    const rate = table.rates[kind];
    if (rate !== undefined) usd[kind] = usdPerMillion(String(rate.base / ATTO_PER_PICO));
  }
  const tiered = Object.values(table.rates).some(({ tiers }) => tiers.length > 0);
  return { usd_per_million: usd, tiered, version: table.version };
}
