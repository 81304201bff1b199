import { type Kysely, sql } from 'kysely';
import type { DB } from '../platform/postgres/index.ts';
import { Scope } from './entities.ts';
import { publicPartOf } from './keys.ts';
import type { Key } from './schema.ts';

interface KeyListFilter {
  readonly projectId: string;
  /** Only keys of this person; null: everybody's. */
  readonly userId: string | null;
  readonly kind?: 'gateway' | 'management' | undefined;
  /** Id or name. */
  readonly environment?: string | undefined;
  readonly status: 'active' | 'expired' | 'revoked' | 'all';
  readonly afterId: string | null;
  readonly limit: number;
}

/** Keys with the names and times that lists show beside them. */
function shownKeys(db: Kysely<DB>, projectId: string, userId: string | null) {
  const all = db
    .selectFrom('api_keys')
    .innerJoin('environments', 'environments.id', 'api_keys.environment_id')
    .leftJoin('api_key_last_used', 'api_key_last_used.key_id', 'api_keys.id')
    .where('api_keys.project_id', '=', projectId)
    .selectAll('api_keys')
    .select(['environments.name as environment', 'api_key_last_used.last_used_at']);
  return userId === null
    ? all
    : all.where('api_keys.owner_kind', '=', 'user').where('api_keys.owner_id', '=', userId);
}

type ShownKey = Awaited<ReturnType<ReturnType<typeof shownKeys>['executeTakeFirstOrThrow']>>;

export function findKey(
  db: Kysely<DB>,
  projectId: string,
  id: string,
  userId: string | null,
): Promise<ShownKey | undefined> {
  return shownKeys(db, projectId, userId).where('api_keys.id', '=', id).executeTakeFirst();
}

/** Newest first, one more than `limit` where there are more. */
export function listKeys(db: Kysely<DB>, filter: KeyListFilter): Promise<ShownKey[]> {
  let query = shownKeys(db, filter.projectId, filter.userId)
    .orderBy('api_keys.id', 'desc')
    .limit(filter.limit + 1);
  if (filter.afterId !== null) query = query.where('api_keys.id', '<', filter.afterId);
  if (filter.kind !== undefined) query = query.where('api_keys.kind', '=', filter.kind);
  if (filter.environment !== undefined) {
    query = query.where((eb) =>
      eb.or([
        eb('environments.name', '=', filter.environment ?? ''),
        eb(sql<string>`environments.id::text`, '=', filter.environment ?? ''),
      ]),
    );
  }
  const expired = sql<boolean>`coalesce(api_keys.expires_at <= now(), false)`;
  switch (filter.status) {
    case 'active':
      return query.where('api_keys.revoked_at', 'is', null).where(expired, '=', false).execute();
    case 'expired':
      return query.where('api_keys.revoked_at', 'is', null).where(expired, '=', true).execute();
    case 'revoked':
      return query.where('api_keys.revoked_at', 'is not', null).execute();
    case 'all':
      return query.execute();
  }
}

export function showKey(row: ShownKey): Key {
  return {
    id: row.id,
    public_id: publicPartOf(row.id),
    kind: row.kind === 'gateway' ? 'gateway' : 'management',
    name: row.name,
    project_id: row.project_id,
    environment_id: row.environment_id,
    environment: row.environment,
    scopes: row.scopes.map((scope) => Scope.parse(scope)),
    owner: {
      kind: row.owner_kind === 'user' ? 'user' : row.owner_kind === 'team' ? 'team' : 'service',
      id: row.owner_id,
    },
    allowed_models: row.allowed_models,
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    created_by: row.created_by,
    revoked_at: row.revoked_at?.toISOString() ?? null,
    version: row.version,
  };
}
