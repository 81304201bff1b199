import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { Audited } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { checkAuthority } from './authority.ts';
import { checkEffect, type Given, projectGrantsOf, takesAway } from './effect.ts';
import { namesOf } from './invitation-queries.ts';
import { type Grant, toRole } from './roles.ts';
import type { UpdateUser } from './schema.ts';
import { type TakenBack, takeBack } from './take-back.ts';
import type { UserRow } from './user-queries.ts';

type Wanted = z.output<typeof UpdateUser>;

/** A person's rights, and whether they may use them. */
interface Rights extends Given {
  readonly disabled: boolean;
}

interface ChangedRights extends TakenBack {
  /** Whether they may do less than before somewhere. */
  readonly less: boolean;
}

/**
 * Changes what a person may do, and takes back at once what stood on it (`takeBack`). Null: all of it is so already. Throws
 * where the caller may not, and `conflict` where nobody would be left as owner. `old` is locked.
 */
export async function changeUser(
  trx: Transaction<DB>,
  caller: Caller,
  old: UserRow,
  wanted: Wanted,
): Promise<ChangedRights | null> {
  const before = await rightsOf(trx, old);
  const after = changed(before, wanted);
  const projectIds = projectsThatDiffer(before, after);
  const organisation = after.disabled !== before.disabled || !sameGrant(after.grant, before.grant);
  if (!organisation && projectIds.length === 0) return null;
  if (organisation)
    await checkAuthority(trx, caller, {
      projectId: null,
      before: before.grant,
      after: after.grant,
    });
  for (const projectId of projectIds) {
    await checkAuthority(trx, caller, {
      projectId,
      before: before.projects.get(projectId) ?? null,
      after: after.projects.get(projectId) ?? null,
    });
  }
  const [had, has] = [effective(before), effective(after)];
  await checkEffect(trx, caller, had, has);
  await write(trx, old, after, projectIds);
  if (before.grant.role === 'owner' && !before.disabled && has?.grant.role !== 'owner')
    await refuseNoOwner(trx, old.organisation_id);
  const taken = await takeBack(trx, old, has);
  const audit = await auditRows(trx, old, { before, after, organisation, projectIds });
  return { ...taken, audit: [...audit, ...taken.audit], less: takesAway(had, has) };
}

async function rightsOf(db: Kysely<DB>, row: UserRow): Promise<Rights> {
  return {
    grant: { role: toRole(row.role), content: row.content },
    projects: await projectGrantsOf(db, row.id),
    disabled: row.disabled_at !== null,
  };
}

function changed(before: Rights, wanted: Wanted): Rights {
  const projects = new Map(before.projects);
  for (const { project_id, role, content } of wanted.project_roles ?? []) {
    if (role === null) projects.delete(project_id);
    else projects.set(project_id, { role, content });
  }
  return {
    grant: {
      role: wanted.role === undefined ? before.grant.role : wanted.role,
      content: wanted.content === undefined ? before.grant.content : wanted.content,
    },
    projects,
    disabled: wanted.disabled ?? before.disabled,
  };
}

/** What they may make use of: nothing while they are disabled. */
function effective(rights: Rights): Given | null {
  return rights.disabled ? null : rights;
}

function projectsThatDiffer(before: Given, after: Given): string[] {
  const ids = new Set([...before.projects.keys(), ...after.projects.keys()]);
  return [...ids].filter((id) => {
    const [had, has] = [before.projects.get(id), after.projects.get(id)];
    return had === undefined || has === undefined || !sameGrant(had, has);
  });
}

function sameGrant(one: Grant, other: Grant): boolean {
  return one.role === other.role && one.content === other.content;
}

async function write(
  trx: Transaction<DB>,
  old: UserRow,
  after: Rights,
  projectIds: readonly string[],
): Promise<void> {
  await trx
    .updateTable('users')
    .set({
      ...after.grant,
      disabled_at: after.disabled ? (old.disabled_at ?? new Date()) : null,
    })
    .where('id', '=', old.id)
    .execute();
  for (const project_id of projectIds) {
    const { role = null, content = null } = after.projects.get(project_id) ?? {};
    if (role === null) {
      await trx
        .deleteFrom('project_members')
        .where('project_id', '=', project_id)
        .where('user_id', '=', old.id)
        .execute();
      continue;
    }
    const { id: user_id, organisation_id } = old;
    await trx
      .insertInto('project_members')
      .values({ project_id, user_id, organisation_id, role, content })
      .onConflict((oc) => oc.columns(['project_id', 'user_id']).doUpdateSet({ role, content }))
      .execute();
  }
}

/** One row for the organisation and one for each project, so that a project's audit tells of no other. */
async function auditRows(
  db: Kysely<DB>,
  { id, email, name }: UserRow,
  {
    before,
    after,
    organisation,
    projectIds,
  }: { before: Rights; after: Rights; organisation: boolean; projectIds: readonly string[] },
): Promise<Audited[]> {
  const names = await namesOf(db, 'projects', projectIds);
  const row = (projectId: string | null, show: (rights: Rights) => object): Audited => ({
    action: 'user.update',
    target: { kind: 'user', id },
    before: { email, name, ...show(before) },
    after: { email, name, ...show(after) },
    projectId,
  });
  return [
    ...(organisation ? [row(null, ({ grant, disabled }) => ({ ...grant, disabled }))] : []),
    ...projectIds.map((projectId) =>
      row(projectId, ({ projects }) => ({
        project: names.get(projectId) ?? projectId,
        ...(projects.get(projectId) ?? { role: null, content: null }),
      })),
    ),
  ];
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
