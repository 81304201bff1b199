import type { Kysely } from 'kysely';
import { isUuid } from '../lib/ids.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import type { Caller } from '../platform/http/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import type { KeyEntity, Scope } from './entities.ts';

/**
 * Which scopes a key of this kind may be given by this caller. Throws `request_invalid` for a combination that makes no
 * sense and `scope_missing` where the caller would give away more than it has.
 */
export function checkScopes(
  caller: Caller,
  kind: KeyEntity['kind'],
  scopes: readonly Scope[] | undefined,
): Scope[] {
  const wanted = [...new Set(scopes ?? (kind === 'gateway' ? (['inference'] as const) : []))];
  if (wanted.length === 0) {
    throw new SignalboxError(
      'request_invalid',
      'body/scopes: a management key needs at least one scope',
      'Name what it is for, such as traces:read.',
    );
  }
  const other = wanted.find((scope) => scope !== 'inference');
  if (kind === 'gateway' && other !== undefined) {
    throw new SignalboxError(
      'request_invalid',
      `body/scopes: a gateway key cannot have ${other}`,
      'It only opens the gateway (inference); make a management key for the management API.',
    );
  }
  if (wanted.includes('keys:own')) {
    throw new SignalboxError(
      'request_invalid',
      'body/scopes: keys:own is of people, by their role',
      'Give the key keys:read or keys:write.',
    );
  }
  const lacking = wanted.filter((scope) => !caller.scopes.has(scope));
  if (lacking.length > 0) {
    throw new SignalboxError(
      'scope_missing',
      `you have no scope ${lacking.join(', ')} yourself`,
      'Nobody can give what they do not have; ask an owner of this installation.',
      { details: { scopes: lacking } },
    );
  }
  return wanted;
}

/** Throws `request_invalid` unless a user or team of this id is there; a service is only a name. */
export async function checkOwner(
  db: Kysely<DB>,
  organisationId: string,
  owner: KeyEntity['owner'],
): Promise<void> {
  if (owner.kind === 'service') return;
  const table = owner.kind === 'user' ? 'users' : 'teams';
  const row = isUuid(owner.id)
    ? await db
        .selectFrom(table)
        .select('id')
        .where('id', '=', owner.id)
        .where('organisation_id', '=', organisationId)
        .executeTakeFirst()
    : undefined;
  if (row !== undefined) return;
  throw new SignalboxError(
    'request_invalid',
    `body/owner: there is no ${owner.kind} ${owner.id}`,
    'Give the id of one, or {"kind": "service", "id": "a name"}.',
  );
}

/** Throws `request_invalid` for a list of models on a key that calls none. */
export function checkAllowedModels(
  kind: KeyEntity['kind'],
  models: readonly string[] | null,
): void {
  if (models === null || kind === 'gateway') return;
  throw new SignalboxError(
    'request_invalid',
    'body/allowed_models: a management key calls no models',
    'Leave it out, or make a gateway key.',
  );
}

/** The environment of this id or name in the project; without one, the caller's. Throws `request_invalid`. */
export async function environmentOf(
  db: Kysely<DB>,
  caller: Caller,
  idOrName: string | undefined,
): Promise<string> {
  if (idOrName === undefined) return caller.environmentId;
  const row = await db
    .selectFrom('environments')
    .select('id')
    .where('project_id', '=', caller.projectId)
    .where(isUuid(idOrName) ? 'id' : 'name', '=', idOrName)
    .executeTakeFirst();
  if (row !== undefined) return row.id;
  throw new SignalboxError(
    'request_invalid',
    `body/environment: the project has no environment ${idOrName}`,
    'See GET /api/v1/environments.',
  );
}
