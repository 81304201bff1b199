import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { isUuid } from '../../lib/ids.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { toRole } from './roles.ts';
import { type Invitation, ProjectRole } from './schema.ts';

export type InvitationRow = Selectable<DB['invitations']>;
const ProjectRoles = z.array(ProjectRole);

export function projectRolesOf(row: Pick<InvitationRow, 'project_roles'>): ProjectRole[] {
  return ProjectRoles.parse(row.project_roles);
}

/** The invitations that a caller may see: who manages the organisation all of them, others those to their project. */
export function visibleInvitations(db: Kysely<DB>, caller: Caller) {
  const all = db
    .selectFrom('invitations')
    .selectAll()
    .where('organisation_id', '=', caller.organisationId);
  if (managesOrganisation(caller)) return all;
  const here = JSON.stringify([{ project_id: caller.projectId }]);
  return all.where(sql<boolean>`project_roles @> ${here}::jsonb`);
}

export function managesOrganisation(caller: Caller): boolean {
  return caller.reach === 'organisation' || caller.user?.grant.role === 'admin';
}

/**
 * Invitations as they are shown, with the names of what they refer to. Roles in projects: all to who manages the organisation
 * (and without `caller`, for the audit), to others those in their own.
 */
export async function showInvitations(
  db: Kysely<DB>,
  rows: readonly InvitationRow[],
  caller: Caller | null = null,
): Promise<Invitation[]> {
  const all = caller === null || managesOrganisation(caller);
  const rolesOf = (row: InvitationRow) =>
    projectRolesOf(row).filter(({ project_id }) => all || project_id === caller?.projectId);
  const projects = await namesOf(
    db,
    'projects',
    rows.flatMap((row) => rolesOf(row).map(({ project_id }) => project_id)),
  );
  const inviters = await namesOf(
    db,
    'users',
    rows.map((row) => row.invited_by),
  );
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: toRole(row.role),
    content: row.content,
    project_roles: rolesOf(row).map((given) => ({
      ...given,
      project: projects.get(given.project_id) ?? given.project_id,
    })),
    invited_by: inviters.get(row.invited_by) ?? row.invited_by,
    status: statusOf(row),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  }));
}

function statusOf(row: InvitationRow): Invitation['status'] {
  if (row.accepted_at !== null) return 'accepted';
  if (row.revoked_at !== null) return 'revoked';
  return row.expires_at.getTime() <= Date.now() ? 'expired' : 'open';
}

/** Names by id. */
export async function namesOf(
  db: Kysely<DB>,
  table: 'projects' | 'users' | 'api_keys',
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (!ids.some(isUuid)) return new Map();
  const rows = await db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids.filter(isUuid))])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
