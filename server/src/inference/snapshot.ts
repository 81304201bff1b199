import type { Kysely } from 'kysely';
import type { ConfigOp } from '../platform/config-stream/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import { livingRoutes, routeOp } from './routing/route-rows.ts';
import { localModelOp, priceOp, providerOp } from './rows.ts';

/** Everything of this feature that the roles hold, as it is in the transaction `db`. */
export async function inferenceSnapshot(db: Kysely<DB>): Promise<ConfigOp[]> {
  const providers = await db.selectFrom('providers').selectAll().execute();
  const models = await db.selectFrom('local_models').selectAll().execute();
  const prices = await db.selectFrom('prices').selectAll().execute();
  const routes = await livingRoutes(db).execute();
  return [
    ...providers.map(providerOp),
    ...routes.map(routeOp),
    ...models.map(localModelOp),
    ...prices.map(priceOp),
  ];
}

/** The members that are secrets: only a gateway calls providers. */
export const INFERENCE_SEALED = {
  provider: [
    { member: 'credential', table: 'providers', roles: ['gateway'], withheld: 'null' },
    { member: 'header_values', table: 'providers', roles: ['gateway'], withheld: 'null' },
  ],
} as const;
