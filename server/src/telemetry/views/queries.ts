import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
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

/** Own and shared ones together are a list that one page of a console can show. */
export const MOST_OWN = 100;
export const MOST_SHARED = 100;

/** The view, locked. Throws `not_found`, and `conflict` where it is another's. */
export async function lockOwnView(db: Kysely<DB>, caller: Caller, id: string): Promise<ViewRow> {
  const row = await lockView(db, caller, id);
  if (isOwn(row, caller) || caller.reach === 'organisation') return row;
  throw somebodyElses('Save a copy of your own, and change that.');
}

/** The view, locked: one’s own, or, for who changes the project, one that others share. Throws as `lockOwnView`. */
export async function lockDeletable(db: Kysely<DB>, caller: Caller, id: string): Promise<ViewRow> {
  const row = await lockView(db, caller, id);
  if (mayDelete(row, caller)) return row;
  throw somebodyElses('Ask them, or an admin of the project.');
}

async function lockView(db: Kysely<DB>, caller: Caller, id: string): Promise<ViewRow> {
  const row = await visibleViews(db, caller).where('id', '=', id).forUpdate().executeTakeFirst();
  return found(row, 'view');
}

function isOwn(row: ViewRow, caller: Caller): boolean {
  return row.owner_id === caller.keyId;
}

function mayDelete(row: ViewRow, caller: Caller): boolean {
  return isOwn(row, caller) || caller.scopes.has('projects:write');
}

function somebodyElses(next: string): SignalboxError {
  return new SignalboxError('conflict', 'this view is somebody else’s', next);
}

/** Throws `conflict` where the caller, or the project of shared ones, has as many views as there may be. */
export async function checkRoom(
  trx: Transaction<DB>,
  caller: Caller,
  wanted: { readonly own: boolean; readonly shared: boolean },
): Promise<void> {
  // Two that are saved at once are counted one after the other.
  const lock = `signalbox saved_views ${caller.projectId}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(trx);
  const { own, shared } = await trx
    .selectFrom('saved_views')
    .where('project_id', '=', caller.projectId)
    .select((eb) => [
      eb.fn.countAll<string>().filterWhere('owner_id', '=', caller.keyId).as('own'),
      eb.fn.countAll<string>().filterWhere('shared', '=', true).as('shared'),
    ])
    .executeTakeFirstOrThrow();
  if (wanted.own && Number(own) >= MOST_OWN)
    throw full(`you have ${own} views in this project, the most that there may be`);
  if (wanted.shared && Number(shared) >= MOST_SHARED)
    throw full(`${shared} views are shared in this project, the most that there may be`);
}

function full(message: string): SignalboxError {
  return new SignalboxError('conflict', message, 'Delete one that nobody uses.');
}

export function showView(row: ViewRow, caller: Caller): View {
  return {
    id: row.id,
    name: row.name,
    page: row.page,
    search: row.search,
    shared: row.shared,
    own: isOwn(row, caller),
    deletable: mayDelete(row, caller),
    created_at: row.created_at.toISOString(),
    version: row.version,
  };
}
