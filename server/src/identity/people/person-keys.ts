import { type Kysely, sql, type Transaction } from 'kysely';
import type { ConfigOp } from '../../platform/config-stream/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import { type Audited, found } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { findKey, showKey } from '../key-queries.ts';
import { keyOp } from '../rows.ts';
import { accessAt, type Given } from './effect.ts';
import { managesOrganisation, namesOf } from './invitation-queries.ts';
import type { PersonKey } from './schema.ts';

/** More than anybody has; an answer is bounded all the same. */
const MAX_SHOWN = 200;

export interface NarrowedKeys {
  readonly ids: readonly string[];
  readonly audit: readonly Audited[];
  readonly ops: readonly ConfigOp[];
}

/**
 * Takes from the keys that are this person's own what they may not do themselves: a scope, or the whole key where nothing is
 * left or where they may have no keys of their own. `given` null: they may do nothing any more.
 */
export async function narrowKeys(
  trx: Transaction<DB>,
  userId: string,
  given: Given | null,
): Promise<NarrowedKeys> {
  const keys = await trx
    .selectFrom('api_keys')
    .select(['id', 'project_id', 'scopes'])
    .where('owner_kind', '=', 'user')
    .where('owner_id', '=', userId)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const ids: string[] = [];
  const audit: Audited[] = [];
  const ops: ConfigOp[] = [];
  for (const { id, project_id: projectId, scopes } of keys) {
    const may: ReadonlySet<string> = accessAt(given, projectId)?.scopes ?? new Set();
    const kept = may.has('keys:own') ? scopes.filter((scope) => may.has(scope)) : [];
    if (kept.length === scopes.length) continue;
    const show = async () => showKey(found(await findKey(trx, projectId, id, null), 'key'));
    const before = await show();
    const row = await trx
      .updateTable('api_keys')
      .set(kept.length === 0 ? { revoked_at: new Date() } : { scopes: kept })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    ids.push(id);
    ops.push(keyOp(row));
    audit.push({
      action: kept.length === 0 ? 'key.revoke' : 'key.narrow',
      target: { kind: 'key', id },
      before,
      after: await show(),
      projectId,
    });
  }
  return { ids, audit, ops };
}

/** Keys of these ids with the names of their projects, as far as the caller may see keys there. */
export async function showPersonKeys(
  db: Kysely<DB>,
  caller: Caller,
  ids: readonly string[],
): Promise<PersonKey[]> {
  if (ids.length === 0) return [];
  const rows = await visibleKeys(db, caller)
    .where('api_keys.id', 'in', [...ids])
    .orderBy('api_keys.id', 'desc')
    .limit(MAX_SHOWN)
    .execute();
  return await showRows(db, rows);
}

/**
 * The keys that still work and that this person made, also by other keys, but for those that are their own: whoever made a key
 * may have kept it, and no change of the maker's rights reaches it.
 */
export async function keysMadeBy(
  db: Kysely<DB>,
  caller: Caller,
  userId: string,
): Promise<PersonKey[]> {
  const rows = await liveKeys(db, caller, userId)
    .where((eb) => eb.not(eb.and([eb('owner_kind', '=', 'user'), eb('owner_id', '=', userId)])))
    .orderBy('api_keys.id', 'desc')
    .limit(MAX_SHOWN)
    .execute();
  return await showRows(db, rows);
}

/** The keys that work of which this person is the owner or the maker. */
export function liveKeys(db: Kysely<DB>, caller: Caller, userId: string) {
  const ids = sql<string>`(
    WITH RECURSIVE made (id) AS (
      SELECT id FROM api_keys
        WHERE organisation_id = ${caller.organisationId}
          AND (created_by = ${userId} OR (owner_kind = 'user' AND owner_id = ${userId}))
      UNION
      SELECT api_keys.id FROM api_keys JOIN made ON api_keys.created_by = made.id::text
    )
    SELECT id FROM made
  )`;
  return visibleKeys(db, caller)
    .where('api_keys.id', 'in', ids)
    .where('api_keys.revoked_at', 'is', null)
    .where(sql<boolean>`coalesce(api_keys.expires_at > now(), true)`);
}

export async function showRows(
  db: Kysely<DB>,
  rows: readonly (Parameters<typeof showKey>[0] & { project_id: string })[],
): Promise<PersonKey[]> {
  const projects = await namesOf(
    db,
    'projects',
    rows.map(({ project_id }) => project_id),
  );
  return rows.map((row) => ({
    ...showKey(row),
    project: projects.get(row.project_id) ?? row.project_id,
  }));
}

/** Those of the project; to who manages the organisation, all of it. */
function visibleKeys(db: Kysely<DB>, caller: Caller) {
  const all = db
    .selectFrom('api_keys')
    .innerJoin('environments', 'environments.id', 'api_keys.environment_id')
    .leftJoin('api_key_last_used', 'api_key_last_used.key_id', 'api_keys.id')
    .where('api_keys.organisation_id', '=', caller.organisationId)
    .selectAll('api_keys')
    .select(['environments.name as environment', 'api_key_last_used.last_used_at']);
  if (!caller.scopes.has('keys:read')) return all.where(sql<boolean>`false`);
  return managesOrganisation(caller)
    ? all
    : all.where('api_keys.project_id', '=', caller.projectId);
}
