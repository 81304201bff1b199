import type { Kysely } from 'kysely';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { checkAuthority } from './authority.ts';
import { checkEffect } from './effect.ts';
import { type InvitationRow, projectRolesOf } from './invitation-queries.ts';
import { toRole } from './roles.ts';
import type { CreateInvitation } from './schema.ts';

/** What an invitation gives. */
export type Invited = Pick<CreateInvitation, 'role' | 'content' | 'project_roles'>;

export function invitedTo(row: InvitationRow): Invited {
  return { role: toRole(row.role), content: row.content, project_roles: projectRolesOf(row) };
}

/** Throws unless `caller` may give all of this to somebody new; so it is asked of who takes it back, too. */
export async function checkInvitation(
  db: Kysely<DB>,
  caller: Caller,
  { role, content, project_roles }: Invited,
): Promise<void> {
  if (role !== null)
    await checkAuthority(db, caller, { projectId: null, before: null, after: { role, content } });
  for (const { project_id, ...after } of project_roles)
    await checkAuthority(db, caller, { projectId: project_id, before: null, after });
  const projects = new Map(project_roles.map(({ project_id, ...given }) => [project_id, given]));
  await checkEffect(db, caller, null, { grant: { role, content }, projects });
}

/** What concerns one project only stands in that project's audit. */
export function placeOfInvitation({ role, project_roles }: Invited): string | null {
  const [only, second] = project_roles;
  return role === null && only !== undefined && second === undefined ? only.project_id : null;
}
