import type { Kysely } from 'kysely';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { projectOf } from './access.ts';
import { accessOf, type Grant, rankOf, scopesOf } from './roles.ts';

/** A change of what somebody is given in one place: the organisation (null) or a project. */
export interface GrantChange {
  readonly projectId: string | null;
  readonly before: Grant | null;
  readonly after: Grant | null;
}

const OWNER = rankOf('owner');
const ADMIN = rankOf('admin');

/**
 * Throws unless `caller` may make this change: admins and owners of a place give what they have there themselves, and
 * change nobody who stands above them there. A key gives at most its own scopes, in its own project.
 */
export async function checkAuthority(
  db: Kysely<DB>,
  caller: Caller,
  change: GrantChange,
): Promise<void> {
  const own = await ownAccess(db, caller, change.projectId);
  if (own === null || own.rank < ADMIN) {
    throw new SignalboxError(
      own === null && change.projectId !== null ? 'not_found' : 'scope_missing',
      change.projectId === null
        ? 'you may not change roles in the organisation'
        : 'there is no such project whose people you may change',
      'Ask an owner or admin of it.',
    );
  }
  const { before, after } = change;
  if (rankOf(before?.role ?? null) > own.rank || rankOf(after?.role ?? null) > own.rank) {
    throw new SignalboxError(
      'scope_missing',
      'this role is above your own',
      'Only an owner changes or makes owners.',
    );
  }
  const given = after?.role ?? null;
  const content = after?.content ?? (given !== null && given !== 'viewer');
  if (content && !own.scopes.has('traces:content')) {
    throw new SignalboxError(
      'scope_missing',
      'you may not see prompts and answers here, and so cannot give that right',
      'Set `content` to false, or ask someone who may.',
    );
  }
  const lacking =
    given === null ? [] : [...scopesOf(given, content)].filter((scope) => !own.scopes.has(scope));
  if (lacking.length > 0) {
    throw new SignalboxError(
      'scope_missing',
      `your own key has no scope ${lacking.join(', ')}`,
      'A key can only give what it has; ask the owner of this installation.',
      { details: { scopes: lacking } },
    );
  }
}

interface OwnAccess {
  readonly rank: number;
  readonly scopes: ReadonlySet<string>;
}

async function ownAccess(
  db: Kysely<DB>,
  caller: Caller,
  projectId: string | null,
): Promise<OwnAccess | null> {
  const { user, organisationId } = caller;
  if (user === undefined) return await accessOfKey(db, caller, projectId);
  const access =
    projectId === null
      ? accessOf(user.grant, null)
      : await projectOf(db, { ...user, organisationId }, projectId);
  return access === null ? null : { rank: rankOf(access.role), scopes: access.scopes };
}

async function accessOfKey(
  db: Kysely<DB>,
  caller: Caller,
  projectId: string | null,
): Promise<OwnAccess | null> {
  // Of a person it is no scope of their keys; whoever holds everything else lacks nothing.
  const scopes = new Set([...caller.scopes, 'keys:own']);
  if (caller.reach !== 'organisation')
    return projectId === caller.projectId ? { rank: ADMIN, scopes } : null;
  if (projectId === null) return { rank: OWNER, scopes };
  const project = await db
    .selectFrom('projects')
    .select('id')
    .where('id', '=', projectId)
    .where('organisation_id', '=', caller.organisationId)
    .executeTakeFirst();
  return project === undefined ? null : { rank: OWNER, scopes };
}
