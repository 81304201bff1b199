import type { Kysely } from 'kysely';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { accessOf, type Grant, type ProjectAccess, rankOf, toRole } from './roles.ts';

/** All that somebody is given: in the organisation, and in single projects by their ids. */
export interface Given {
  readonly grant: Grant;
  readonly projects: ReadonlyMap<string, Grant>;
}

/** A project's id; null: any project in which nobody concerned has a role of its own. */
type ConcernedProject = string | null;

/** What that gives in a project. Null as `given`: somebody who is not there yet, or is disabled. */
export function accessAt(given: Given | null, project: ConcernedProject): ProjectAccess | null {
  if (given === null) return null;
  return accessOf(given.grant, project === null ? null : (given.projects.get(project) ?? null));
}

export async function projectGrantsOf(
  db: Kysely<DB>,
  userId: string,
): Promise<ReadonlyMap<string, Grant>> {
  const rows = await db
    .selectFrom('project_members')
    .select(['project_id', 'role', 'content'])
    .where('user_id', '=', userId)
    .execute();
  return new Map(rows.map((row) => [row.project_id, { ...row, role: toRole(row.role) }]));
}

/** Whether `after` lacks anything that `before` gave somewhere. */
export function takesAway(before: Given | null, after: Given | null): boolean {
  return concernedProjects(before, after).some((project) => {
    const kept = accessAt(after, project)?.scopes;
    return [...(accessAt(before, project)?.scopes ?? [])].some(
      (scope) => kept?.has(scope) !== true,
    );
  });
}

/**
 * Throws `scope_missing` unless `caller` may change what somebody has from `before` to `after`, whatever the change was
 * called: in every project, what is had there altogether before and after decides. Nobody changes a person who stands above
 * them there, and nobody gives or gains a scope, the right to content above all, that the caller lacks there. To be asked
 * before anything is written, since people change themselves too.
 */
export async function checkEffect(
  db: Kysely<DB>,
  caller: Caller,
  before: Given | null,
  after: Given | null,
): Promise<void> {
  const own = await ownAccess(db, caller);
  for (const project of new Set([...concernedProjects(before, after), ...own.projects])) {
    const [had, has] = [accessAt(before, project), accessAt(after, project)];
    if (had?.role === has?.role && had?.content === has?.content) continue;
    const mine = own.at(project);
    if (Math.max(rankOf(had?.role ?? null), rankOf(has?.role ?? null)) > mine.rank) {
      throw new SignalboxError(
        'scope_missing',
        `this concerns a role above your own in ${await projectName(db, project)}`,
        'Only an owner changes or makes owners.',
      );
    }
    const lacking = [...(has?.scopes ?? [])].filter(
      (scope) => had?.scopes.has(scope) !== true && !mine.scopes.has(scope),
    );
    if (lacking.length > 0) throw lacks(lacking, await projectName(db, project), project);
  }
}

/** Whether `caller` may see prompts and answers in every project. */
export async function seesContentEverywhere(db: Kysely<DB>, caller: Caller): Promise<boolean> {
  const own = await ownAccess(db, caller);
  return [null, ...own.projects].every((project) => own.at(project).scopes.has('traces:content'));
}

function lacks(scopes: readonly string[], name: string, project: ConcernedProject): SignalboxError {
  const details = { scopes, project_id: project };
  return scopes.includes('traces:content')
    ? new SignalboxError(
        'scope_missing',
        `you may not see prompts and answers in ${name}, and this would give that right there`,
        'Set `content` to false there, or ask someone who may see them.',
        { details },
      )
    : new SignalboxError(
        'scope_missing',
        `you have no scope ${scopes.join(', ')} in ${name} yourself`,
        'Nobody can give what they do not have; ask an owner of this installation.',
        { details },
      );
}

interface OwnAccess {
  /** Where it is not as in every other project. */
  readonly projects: readonly string[];
  readonly at: (project: ConcernedProject) => {
    readonly rank: number;
    readonly scopes: ReadonlySet<string>;
  };
}

const NOTHING = { rank: 0, scopes: new Set<string>() };

async function ownAccess(db: Kysely<DB>, caller: Caller): Promise<OwnAccess> {
  const { user } = caller;
  if (user !== undefined) {
    const given = { grant: user.grant, projects: await projectGrantsOf(db, user.id) };
    return {
      projects: [...given.projects.keys()],
      at(project) {
        const access = accessAt(given, project);
        return access === null ? NOTHING : { rank: rankOf(access.role), scopes: access.scopes };
      },
    };
  }
  // Of a person it is no scope of their keys; whoever holds everything else lacks nothing.
  const scopes = new Set([...caller.scopes, 'keys:own']);
  if (caller.reach === 'organisation')
    return { projects: [], at: () => ({ rank: rankOf('owner'), scopes }) };
  return {
    projects: [caller.projectId],
    at: (project) => (project === caller.projectId ? { rank: rankOf('admin'), scopes } : NOTHING),
  };
}

function concernedProjects(before: Given | null, after: Given | null): ConcernedProject[] {
  return [null, ...(before?.projects.keys() ?? []), ...(after?.projects.keys() ?? [])];
}

async function projectName(db: Kysely<DB>, project: ConcernedProject): Promise<string> {
  if (project === null) return 'the organisation';
  const row = await db
    .selectFrom('projects')
    .select('name')
    .where('id', '=', project)
    .executeTakeFirst();
  return `the project ${row?.name ?? project}`;
}
