import { isIP } from 'node:net';
import type { Kysely } from 'kysely';
import { recordConfigChange } from '../platform/config-stream/index.ts';
import type { Caller } from '../platform/http/index.ts';
import type { Database, DB } from '../platform/postgres/index.ts';
import { hostOf } from './check-address.ts';
import type { InferenceContext } from './context.ts';
import { refusalOf } from './providers/outbound-reach.ts';
import { providerOp } from './rows.ts';

// Members' providers could once point to private networks without an option. Those of that time stay exempt (a migration marked
// them all) until their base URL changes. What leads to public addresses needs no exemption and loses it at the next start, so
// that its name cannot lead elsewhere later; what is left is listed on the System page.

const LISTED = 100;

/** The exempt ones that the caller may see, by name. */
export async function exemptProviders(
  db: Kysely<DB>,
  caller: Caller,
): Promise<{ id: string; name: string; base_url: string }[]> {
  let rows = db
    .selectFrom('providers')
    .select(['id', 'name', 'base_url'])
    .where('address_exempt', '=', true);
  if (caller.reach !== 'organisation') rows = rows.where('project_id', '=', caller.projectId);
  return await rows.orderBy('name').orderBy('id').limit(LISTED).execute();
}

/** Takes the exemption from each provider that needs none. What does not resolve now keeps it. */
export async function settleExemptions(
  db: Database,
  resolveHost: InferenceContext['resolveHost'],
  signal?: AbortSignal,
): Promise<void> {
  const exempt = await db
    .selectFrom('providers')
    .select(['id', 'base_url'])
    .where('address_exempt', '=', true)
    .execute();
  for (const { id, base_url } of exempt) {
    if (signal?.aborted === true) return;
    const host = hostOf(base_url);
    const addresses = isIP(host) === 0 ? await resolveHost(host) : [host];
    if (addresses === null || addresses.some((one) => refusalOf(one, 'public') !== null)) continue;
    await db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('providers')
        .set({ address_exempt: false })
        .where('id', '=', id)
        .where('base_url', '=', base_url)
        .where('address_exempt', '=', true)
        .returningAll()
        .executeTakeFirst();
      if (row !== undefined) await recordConfigChange(trx, [providerOp(row)]);
    });
  }
}
