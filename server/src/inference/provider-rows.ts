import type { Kysely } from 'kysely';
import { SignalboxError } from '../platform/errors/index.ts';
import type { Caller } from '../platform/http/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import { ProviderEntity } from './entities.ts';
import type { ProviderRow } from './rows.ts';
import type { Provider } from './schema.ts';

/** A project's own and everyone's. */
export function visibleProviders(db: Kysely<DB>, caller: Caller) {
  return db
    .selectFrom('providers')
    .selectAll()
    .where((eb) => eb.or([eb('project_id', '=', caller.projectId), eb('project_id', 'is', null)]));
}

export function ownersOnly(what: string): SignalboxError {
  return new SignalboxError(
    'scope_missing',
    `this key belongs to one project and cannot ${what}`,
    'Use the owner key (bootstrap key) of this installation.',
  );
}

export function showProvider(row: ProviderRow): Provider {
  return {
    id: row.id,
    project_id: row.project_id,
    name: row.name,
    kind: ProviderEntity.shape.kind.parse(row.kind),
    base_url: row.base_url,
    has_credential: row.credential !== null,
    position: row.position,
    models: row.models,
    managed_by: ProviderEntity.shape.managed_by.parse(row.managed_by),
    enabled: row.enabled,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    version: row.version,
  };
}
