import type { Kysely, Selectable } from 'kysely';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import { found } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { View } from './schema.ts';

export type ViewRow = Selectable<DB['saved_views']>;

/** The caller's own views, and those that others share with the project. */
export function visibleViews(db: Kysely<DB>, caller: Caller) {
  return db
    .selectFrom('saved_views')
    .selectAll()
    .where('project_id', '=', caller.projectId)
    .where((eb) => eb.or([eb('owner_id', '=', caller.keyId), eb('shared', '=', true)]));
}

/** The view, locked. Throws `not_found`, and `conflict` where it is another's. */
export async function lockOwnView(db: Kysely<DB>, caller: Caller, id: string): Promise<ViewRow> {
  const row = found(
    await visibleViews(db, caller).where('id', '=', id).forUpdate().executeTakeFirst(),
    'view',
  );
  if (row.owner_id === caller.keyId || caller.reach === 'organisation') return row;
  throw new SignalboxError(
    'conflict',
    'this view is somebody else’s',
    'Save a copy of your own, and change that.',
  );
}

export function showView(row: ViewRow, caller: Caller): View {
  return {
    id: row.id,
    name: row.name,
    page: row.page,
    search: row.search,
    shared: row.shared,
    own: row.owner_id === caller.keyId,
    created_at: row.created_at.toISOString(),
    version: row.version,
  };
}
