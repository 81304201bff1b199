import type { Kysely } from 'kysely';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { projectOf } from './access.ts';
import { accessOf, type Grant, rankOf } from './roles.ts';

/** A change of what somebody is given in one place: the organisation (null) or a project. */
export interface GrantChange {
  readonly projectId: string | null;
  readonly before: Grant | null;
  readonly after: Grant | null;
}

const OWNER = rankOf('owner');
const ADMIN = rankOf('admin');

/**
 * Throws unless `caller` may change anything in this place: its admins and owners may, and change nobody who stands above them
 * there. What the change may give is `checkEffect`'s to say.
 */
export async function checkAuthority(
  db: Kysely<DB>,
  caller: Caller,
  { projectId, before, after }: GrantChange,
): Promise<void> {
  const rank = await ownRank(db, caller, projectId);
  if (rank < ADMIN) {
    throw new SignalboxError(
      rank === 0 && projectId !== null ? 'not_found' : 'scope_missing',
      projectId === null
        ? 'you may not change roles in the organisation'
        : 'there is no such project whose people you may change',
      'Ask an owner or admin of it.',
    );
  }
  if (rankOf(before?.role ?? null) > rank || rankOf(after?.role ?? null) > rank) {
    throw new SignalboxError(
      'scope_missing',
      'this role is above your own',
      'Only an owner changes or makes owners.',
    );
  }
}

/** 0: there is no such place for this caller. */
async function ownRank(db: Kysely<DB>, caller: Caller, projectId: string | null): Promise<number> {
  const { user, organisationId } = caller;
  if (user === undefined) return await rankOfKey(db, caller, projectId);
  const access =
    projectId === null
      ? accessOf(user.grant, null)
      : await projectOf(db, { ...user, organisationId }, projectId);
  return rankOf(access?.role ?? null);
}

/** A key acts as an admin in its own project, within its scopes; an owner's everywhere. */
async function rankOfKey(
  db: Kysely<DB>,
  caller: Caller,
  projectId: string | null,
): Promise<number> {
  if (caller.reach !== 'organisation') return projectId === caller.projectId ? ADMIN : 0;
  if (projectId === null) return OWNER;
  const project = await db
    .selectFrom('projects')
    .select('id')
    .where('id', '=', projectId)
    .where('organisation_id', '=', caller.organisationId)
    .executeTakeFirst();
  return project === undefined ? 0 : OWNER;
}
