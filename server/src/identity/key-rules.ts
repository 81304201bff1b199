import type { Kysely, Transaction } from 'kysely';
import { isUuid } from '../lib/ids.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import type { Caller } from '../platform/http/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import type { KeyEntity, Scope } from './entities.ts';
import { accessAt, projectGrantsOf } from './people/effect.ts';
import { toRole } from './people/roles.ts';

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

/**
 * Throws unless a key may belong to this owner. A service is only a name. A person makes keys for themselves; only an owner of the
 * organisation makes them for other people and teams, since its requests then carry their name. `request_invalid` where nobody
 * of this id is there.
 */
export async function checkOwner(
  db: Kysely<DB>,
  caller: Caller,
  owner: KeyEntity['owner'],
): Promise<void> {
  if (owner.kind === 'service') return;
  const self = owner.kind === 'user' && owner.id === caller.user?.id;
  if (!self && caller.reach !== 'organisation') {
    throw new SignalboxError(
      'scope_missing',
      'only an owner of the organisation makes keys that belong to others',
      'Leave `owner` out, or give {"kind": "service", "id": "a name"}; people make keys of their own.',
    );
  }
  const table = owner.kind === 'user' ? 'users' : 'teams';
  const row = isUuid(owner.id)
    ? await db
        .selectFrom(table)
        .select('id')
        .where('id', '=', owner.id)
        .where('organisation_id', '=', caller.organisationId)
        .executeTakeFirst()
    : undefined;
  if (row !== undefined) return;
  throw new SignalboxError(
    'request_invalid',
    `body/owner: there is no ${owner.kind} ${owner.id}`,
    'Give the id of one, or {"kind": "service", "id": "a name"}.',
  );
}

/**
 * A person's key does no more than that person: throws `scope_missing` unless the owner, where they are one, may have keys of
 * their own in this project and has all of these scopes there.
 */
export async function checkOwnerMay(
  trx: Transaction<DB>,
  projectId: string,
  owner: KeyEntity['owner'],
  scopes: readonly string[],
): Promise<void> {
  if (owner.kind !== 'user') return;
  // Locked, so that a change of their rights that comes at the same time finds this key.
  const row = await trx
    .selectFrom('users')
    .select(['id', 'role', 'content'])
    .where('id', '=', owner.id)
    .where('disabled_at', 'is', null)
    .forShare()
    .executeTakeFirst();
  const may: ReadonlySet<string> = new Set(
    row === undefined
      ? []
      : accessAt(
          {
            grant: { role: toRole(row.role), content: row.content },
            projects: await projectGrantsOf(trx, row.id),
          },
          projectId,
        )?.scopes,
  );
  const lacking = ['keys:own', ...scopes].filter((scope) => !may.has(scope));
  if (lacking.length === 0) return;
  throw new SignalboxError(
    'scope_missing',
    `the person whose key this is to be has no scope ${lacking.join(', ')} in this project`,
    'Give it less, or make it a key of a service.',
    { details: { scopes: lacking } },
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
