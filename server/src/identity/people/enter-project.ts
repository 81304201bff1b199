import type { Kysely } from 'kysely';
import { isUuid } from '../../lib/ids.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { findProject } from '../find-project.ts';
import { projectOf } from './access.ts';

/** Where a call wants to act; undefined: where the caller is anyway. Ids or names. */
export interface Place {
  readonly project: string | undefined;
  readonly environment: string | undefined;
}

/**
 * The caller as they are in that place, a person with the scopes that they have in that project. Null: there is no such
 * place for this caller, whether it exists or not.
 */
export async function enterPlace(
  db: Kysely<DB>,
  caller: Caller,
  place: Place,
): Promise<Caller | null> {
  const inProject =
    place.project === undefined || place.project === caller.projectId
      ? caller
      : await enterProject(db, caller, place.project);
  if (inProject === null || place.environment === undefined) return inProject;
  const environment = await db
    .selectFrom('environments')
    .select('id')
    .where('project_id', '=', inProject.projectId)
    .where(isUuid(place.environment) ? 'id' : 'name', '=', place.environment)
    .executeTakeFirst();
  if (environment === undefined) return null;
  return { ...inProject, environmentId: environment.id };
}

async function enterProject(
  db: Kysely<DB>,
  caller: Caller,
  idOrName: string,
): Promise<Caller | null> {
  if (caller.user === undefined) {
    const found = await findProject(db, caller, idOrName);
    if (found?.projectId === caller.projectId) return caller;
    return found === null || caller.reach !== 'organisation' ? null : { ...caller, ...found };
  }
  const { grant } = caller.user;
  const person = { id: caller.user.id, organisationId: caller.organisationId, grant };
  const project = await projectOf(db, person, idOrName);
  if (project === null) return null;
  return {
    ...caller,
    projectId: project.id,
    environmentId: await firstEnvironment(db, project.id),
    scopes: project.scopes,
    user: { ...caller.user, role: project.role },
  };
}

/** The oldest: every project has some from its beginning on. */
export async function firstEnvironment(db: Kysely<DB>, projectId: string): Promise<string> {
  const { id } = await db
    .selectFrom('environments')
    .select('id')
    .where('project_id', '=', projectId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
}
