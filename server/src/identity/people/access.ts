import { type Kysely, sql } from 'kysely';
import { isUuid } from '../../lib/ids.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { accessOf, type Grant, type ProjectAccess, toRole } from './roles.ts';

/** A person as far as it matters for what they may do. */
export interface Person {
  readonly id: string;
  readonly organisationId: string;
  readonly grant: Grant;
}

export interface AccessibleProject extends ProjectAccess {
  readonly id: string;
  readonly name: string;
}

/** A person has a handful of projects; the list is bounded all the same. */
const MAX_PROJECTS = 1000;

/** The projects that a person may enter, oldest first, with what they may do in each. */
export async function projectsOf(db: Kysely<DB>, person: Person): Promise<AccessibleProject[]> {
  const rows = await grants(db, person).orderBy('projects.id').limit(MAX_PROJECTS).execute();
  return rows.flatMap((row) => accessible(person, row) ?? []);
}

/**
 * The project of this id or name, or null where the person may not enter one. Without a name: the installation's first
 * project where they may enter that, else their oldest.
 */
export async function projectOf(
  db: Kysely<DB>,
  person: Person,
  idOrName: string | null,
): Promise<AccessibleProject | null> {
  const query = grants(db, person);
  const row =
    idOrName === null
      ? await query
          .where((eb) =>
            person.grant.role === null ? eb('project_members.role', 'is not', null) : eb.lit(true),
          )
          .orderBy(
            (eb) =>
              eb(
                'projects.id',
                'is distinct from',
                sql<string>`(SELECT default_project_id FROM installation)`,
              ),
            'asc',
          )
          .orderBy('projects.id')
          .limit(1)
          .executeTakeFirst()
      : await query
          .where(isUuid(idOrName) ? 'projects.id' : 'projects.name', '=', idOrName)
          .executeTakeFirst();
  return row === undefined ? null : accessible(person, row);
}

function grants(db: Kysely<DB>, person: Person) {
  return db
    .selectFrom('projects')
    .leftJoin('project_members', (join) =>
      join
        .onRef('project_members.project_id', '=', 'projects.id')
        .on('project_members.user_id', '=', person.id),
    )
    .select([
      'projects.id',
      'projects.name',
      'project_members.role as role',
      'project_members.content as content',
    ])
    .where('projects.organisation_id', '=', person.organisationId);
}

function accessible(
  person: Person,
  row: { id: string; name: string; role: string | null; content: boolean | null },
): AccessibleProject | null {
  const own = row.role === null ? null : { role: toRole(row.role), content: row.content };
  const access = accessOf(person.grant, own);
  return access === null ? null : { id: row.id, name: row.name, ...access };
}
