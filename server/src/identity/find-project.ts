import type { Kysely } from 'kysely';
import { isUuid } from '../lib/ids.ts';
import type { Caller } from '../platform/http/index.ts';
import type { DB } from '../platform/postgres/index.ts';

/** The project of this id or name in the caller's organisation with its oldest environment, or null. */
export async function findProject(
  db: Kysely<DB>,
  caller: Caller,
  idOrName: string,
): Promise<{ readonly projectId: string; readonly environmentId: string } | null> {
  const row = await db
    .selectFrom('projects')
    .innerJoin('environments', 'environments.project_id', 'projects.id')
    .select(['projects.id as project_id', 'environments.id as environment_id'])
    .where('projects.organisation_id', '=', caller.organisationId)
    .where(isUuid(idOrName) ? 'projects.id' : 'projects.name', '=', idOrName)
    .orderBy('environments.id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { projectId: row.project_id, environmentId: row.environment_id };
}
