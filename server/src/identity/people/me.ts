import type { Kysely } from 'kysely';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { Scope } from '../entities.ts';
import { projectsOf } from './access.ts';
import type { Role } from './roles.ts';
import type { Me } from './schema.ts';
import { csrfTokenOf } from './session.ts';

/** Who calls, where they may act and as what: what a page needs to draw itself. */
export async function meOf(
  db: Kysely<DB>,
  caller: Caller,
  sessionToken: string | null,
): Promise<Me> {
  const organisation = await db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', '=', caller.organisationId)
    .executeTakeFirstOrThrow();
  const { user } = caller;
  const projects = await projectsFor(db, caller);
  const projectIds = projects.map(({ id }) => id);
  const [environments, retention] = await Promise.all([
    environmentsOf(db, projectIds),
    retentionOf(db, projectIds),
  ]);
  return {
    user:
      user === undefined
        ? null
        : { id: user.id, email: user.email, name: user.name, sign_in_id: user.signInId },
    organisation,
    role: user?.grant.role ?? null,
    csrf_token: user === undefined || sessionToken === null ? null : csrfTokenOf(sessionToken),
    projects: projects.flatMap(({ id, name, role, scopes }) => {
      const retentionDays = retention.get(id);
      // Deleted between the two questions.
      if (retentionDays === undefined) return [];
      return {
        id,
        name,
        role,
        scopes: Scope.options.filter((scope) => scopes.has(scope)),
        retention_days: retentionDays,
        environments: environments.get(id) ?? [],
      };
    }),
  };
}

interface ShownProject {
  readonly id: string;
  readonly name: string;
  readonly role: Role | null;
  readonly scopes: ReadonlySet<string>;
}

async function projectsFor(db: Kysely<DB>, caller: Caller): Promise<ShownProject[]> {
  const { user, organisationId, scopes } = caller;
  if (user !== undefined) return await projectsOf(db, { ...user, organisationId });
  let query = db
    .selectFrom('projects')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .orderBy('id');
  if (caller.reach !== 'organisation') query = query.where('id', '=', caller.projectId);
  const rows = await query.limit(1000).execute();
  return rows.map((row) => ({ ...row, role: null, scopes }));
}

async function retentionOf(
  db: Kysely<DB>,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (projectIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('projects')
    .select(['id', 'retention_days'])
    .where('id', 'in', projectIds)
    .execute();
  return new Map(rows.map((row) => [row.id, row.retention_days]));
}

async function environmentsOf(
  db: Kysely<DB>,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string }[]>> {
  const byProject = new Map<string, { id: string; name: string }[]>();
  if (projectIds.length === 0) return byProject;
  const rows = await db
    .selectFrom('environments')
    .select(['id', 'name', 'project_id'])
    .where('project_id', 'in', projectIds)
    .orderBy('id')
    .execute();
  for (const { project_id, id, name } of rows) {
    const list = byProject.get(project_id) ?? [];
    list.push({ id, name });
    byProject.set(project_id, list);
  }
  return byProject;
}
