import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { ConfigOp } from '../../platform/config-stream/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { keyOp } from '../rows.ts';
import { projectsOf } from './access.ts';
import { checkAuthority } from './authority.ts';
import { toRole } from './roles.ts';
import type { UpdateUser } from './schema.ts';
import { endSignIns, revokeTokensOf } from './sign-ins.ts';
import type { UserRow } from './user-queries.ts';

type Wanted = z.output<typeof UpdateUser>;

/**
 * Changes what a person may do, and takes back at once what stood on it: a disabled one's sign-ins, invitations and
 * keys; tokens issued with the rights of before; keys in projects that they may call models in no longer. Throws where
 * the caller may not, and `conflict` where nobody would be left as owner.
 */
export async function changeUser(
  trx: Transaction<DB>,
  caller: Caller,
  old: UserRow,
  wanted: Wanted,
): Promise<ConfigOp[]> {
  const before = { role: toRole(old.role), content: old.content };
  const after = {
    role: wanted.role === undefined ? before.role : wanted.role,
    content: wanted.content === undefined ? before.content : wanted.content,
  };
  const disabled = wanted.disabled ?? old.disabled_at !== null;
  const switched = disabled !== (old.disabled_at !== null);
  if (switched || after.role !== before.role || after.content !== before.content)
    await checkAuthority(trx, caller, { projectId: null, before, after });
  await trx
    .updateTable('users')
    .set({ ...after, disabled_at: disabled ? (old.disabled_at ?? new Date()) : null })
    .where('id', '=', old.id)
    .execute();
  for (const change of wanted.project_roles ?? []) await changeMembership(trx, caller, old, change);
  const wasOwner = before.role === 'owner' && old.disabled_at === null;
  if (wasOwner && (disabled || after.role !== 'owner'))
    await refuseNoOwner(trx, old.organisation_id);
  const ops = [...(await revokeTokensOf(trx, old.id))];
  if (disabled) {
    ops.push(...(await endSignIns(trx, { userId: old.id, except: null })));
    await trx
      .updateTable('invitations')
      .set({ revoked_at: new Date() })
      .where('invited_by', '=', old.id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute();
  }
  const person = { id: old.id, organisationId: old.organisation_id, grant: after };
  const projects = disabled ? [] : await projectsOf(trx, person);
  const open = projects.filter(({ scopes }) => scopes.has('inference')).map(({ id }) => id);
  ops.push(...(await revokeKeys(trx, old.id, open)));
  return ops;
}

async function changeMembership(
  trx: Transaction<DB>,
  caller: Caller,
  user: UserRow,
  change: NonNullable<Wanted['project_roles']>[number],
): Promise<void> {
  const { project_id, role, content } = change;
  const old = await trx
    .selectFrom('project_members')
    .select(['role', 'content'])
    .where('project_id', '=', project_id)
    .where('user_id', '=', user.id)
    .executeTakeFirst();
  await checkAuthority(trx, caller, {
    projectId: project_id,
    before: old === undefined ? null : { role: toRole(old.role), content: old.content },
    after: role === null ? null : { role, content },
  });
  if (role === null) {
    await trx
      .deleteFrom('project_members')
      .where('project_id', '=', project_id)
      .where('user_id', '=', user.id)
      .execute();
    return;
  }
  await trx
    .insertInto('project_members')
    .values({
      project_id,
      user_id: user.id,
      organisation_id: user.organisation_id,
      role,
      content,
    })
    .onConflict((oc) => oc.columns(['project_id', 'user_id']).doUpdateSet({ role, content }))
    .execute();
}

async function refuseNoOwner(trx: Transaction<DB>, organisationId: string): Promise<void> {
  // Two owners who take the role from each other at once: the lock lets one go first.
  await trx
    .selectFrom('organisations')
    .select('id')
    .where('id', '=', organisationId)
    .forUpdate()
    .execute();
  const owners = await trx
    .selectFrom('users')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('disabled_at', 'is', null)
    .where('role', '=', 'owner')
    .limit(1)
    .execute();
  if (owners.length > 0) return;
  throw new SignalboxError(
    'conflict',
    'this is the last owner',
    'Make somebody else an owner first.',
  );
}

/** Gateway keys of that person's own, but for those in `open` projects. */
async function revokeKeys(
  trx: Transaction<DB>,
  userId: string,
  open: readonly string[],
): Promise<ConfigOp[]> {
  let query = trx
    .updateTable('api_keys')
    .set({ revoked_at: new Date() })
    .where('owner_kind', '=', 'user')
    .where('owner_id', '=', userId)
    .where('revoked_at', 'is', null);
  if (open.length > 0) query = query.where('project_id', 'not in', open);
  const rows = await query.returningAll().execute();
  return rows.map(keyOp);
}
