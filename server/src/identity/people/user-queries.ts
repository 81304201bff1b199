import { type Kysely, type Selectable, sql } from 'kysely';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { managesOrganisation, namesOf } from './invitation-queries.ts';
import { toRole } from './roles.ts';
import type { User } from './schema.ts';

export type UserRow = Selectable<DB['users']>;

/** The people that a caller may see: a person everybody of the organisation, a key those who may enter its project. */
export function visibleUsers(db: Kysely<DB>, caller: Caller) {
  const all = db
    .selectFrom('users')
    .selectAll()
    .where('users.organisation_id', '=', caller.organisationId);
  if (caller.reach === 'organisation' || caller.user !== undefined) return all;
  return all.where((eb) =>
    eb.or([
      eb('users.role', 'is not', null),
      eb.exists(
        eb
          .selectFrom('project_members')
          .select('user_id')
          .whereRef('project_members.user_id', '=', 'users.id')
          .where('project_members.project_id', '=', caller.projectId),
      ),
    ]),
  );
}

/** People as they are shown. Roles in projects: all to who manages the organisation, to others those in their own. */
export async function showUsers(
  db: Kysely<DB>,
  caller: Caller,
  rows: readonly UserRow[],
): Promise<User[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  let memberships = db.selectFrom('project_members').selectAll().where('user_id', 'in', ids);
  if (!managesOrganisation(caller))
    memberships = memberships.where('project_id', '=', caller.projectId);
  const members = await memberships.orderBy('project_id').execute();
  const projects = await namesOf(
    db,
    'projects',
    members.map(({ project_id }) => project_id),
  );
  const seen = await db
    .selectFrom('sign_ins')
    .select(['user_id', sql<Date>`max(last_seen_at)`.as('at')])
    .where('user_id', 'in', ids)
    .groupBy('user_id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: toRole(row.role),
    content: row.content,
    project_roles: members
      .filter(({ user_id }) => user_id === row.id)
      .flatMap(({ project_id, role, content }) => {
        const known = toRole(role);
        const project = projects.get(project_id) ?? project_id;
        return known === null ? [] : [{ project_id, project, role: known, content }];
      }),
    disabled_at: row.disabled_at?.toISOString() ?? null,
    last_seen_at: seen.find(({ user_id }) => user_id === row.id)?.at.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    version: row.version,
  }));
}
