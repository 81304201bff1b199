import { randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { newId } from '../lib/ids.ts';
import type { ConfigOp } from '../platform/config-stream/index.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import { type Caller, type Endpoint, endpoint, PageQuery, pageOf } from '../platform/http/index.ts';
import {
  expectVersion,
  found,
  isAlready,
  newestFirst,
  unchanged,
  uniqueOr,
} from '../platform/management/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import type { Secrets } from '../platform/secrets/index.ts';
import type { IdentityContext } from './context.ts';
import { ProjectEntity } from './entities.ts';
import { environmentOp, type ProjectRow, projectOp } from './rows.ts';
import { CreateProject, IdParams, Project, UpdateProject } from './schema.ts';

const tag = 'projects';
/** What every project starts with. */
const FIRST_ENVIRONMENTS = ['development', 'staging', 'production'] as const;

export function projectEndpoints(context: IdentityContext): Endpoint[] {
  return [list(context), create(context), get(context), update(context)];
}

/** The projects that the caller may see: who has a role in the organisation all of it, everybody else their own. */
function visible(db: Kysely<DB>, caller: Caller) {
  const all = db
    .selectFrom('projects')
    .selectAll()
    .where('organisation_id', '=', caller.organisationId);
  const { user } = caller;
  if (caller.reach === 'organisation' || (user !== undefined && user.grant.role !== null))
    return all;
  if (user === undefined) return all.where('id', '=', caller.projectId);
  return all.where('id', 'in', (eb) =>
    eb.selectFrom('project_members').select('project_id').where('user_id', '=', user.id),
  );
}

/** Those that the caller's scopes are about: the one that they act in; an owner's are about all. */
function changeable(db: Kysely<DB>, caller: Caller) {
  const seen = visible(db, caller);
  return caller.reach === 'organisation' ? seen : seen.where('id', '=', caller.projectId);
}

function list({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/projects',
    operationId: 'listProjects',
    summary: 'The projects that the caller may see, newest first.',
    tag,
    scope: 'projects:read',
    query: PageQuery,
    response: pageOf(Project),
    async handler({ caller, query }) {
      return await newestFirst(visible(db, caller), query, (rows) => rows.map(showProject));
    },
  });
}

function create({ mutate, secrets }: IdentityContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/projects',
    operationId: 'createProject',
    summary:
      'Creates a project with the environments development, staging and production. Owners only.',
    tag,
    scope: 'projects:write',
    body: CreateProject,
    response: Project,
    status: 201,
    async handler(call) {
      const { caller, body } = call;
      if (caller.reach !== 'organisation') {
        throw new SignalboxError(
          'scope_missing',
          'only an owner of the organisation makes projects',
          'Ask one, or use the owner key (bootstrap key) of this installation.',
        );
      }
      const { answer } = await mutate('createProject', call, async (trx) => {
        const { project, ops } = await uniqueOr(
          {
            message: `there is a project named ${body.name}`,
            next: 'Take another name, or change that one.',
          },
          () => insertProject(trx, secrets, { ...body, organisation_id: caller.organisationId }),
        );
        const shown = showProject(project);
        return {
          answer: shown,
          audit: {
            action: 'project.create',
            target: { kind: 'project', id: project.id },
            before: null,
            after: shown,
            projectId: project.id,
          },
          ops,
        };
      });
      return answer;
    },
  });
}

function get({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/projects/:id',
    operationId: 'getProject',
    summary: 'One project.',
    tag,
    scope: 'projects:read',
    params: IdParams,
    response: Project,
    async handler({ caller, params }) {
      const row = await visible(db, caller).where('id', '=', params.id).executeTakeFirst();
      return showProject(found(row, 'project'));
    },
  });
}

function update({ mutate }: IdentityContext): Endpoint {
  return endpoint({
    method: 'PATCH',
    path: '/api/v1/projects/:id',
    operationId: 'updateProject',
    summary:
      'Changes the name of a project, what is captured of its requests and for how many days, and which web pages may call, and what becomes of calls that cannot be carried whole.',
    tag,
    scope: 'projects:write',
    params: IdParams,
    body: UpdateProject,
    response: Project,
    async handler(call) {
      const { caller, params, body, headers } = call;
      const { answer } = await mutate('updateProject', call, async (trx) => {
        const row = await changeable(trx, caller)
          .where('id', '=', params.id)
          .forUpdate()
          .executeTakeFirst();
        const old = found(row, 'project');
        expectVersion(headers.ifMatch, old.version);
        const wanted = {
          name: body.name ?? old.name,
          capture: body.capture ?? old.capture,
          retention_days: body.retention_days ?? old.retention_days,
          allowed_origins: body.allowed_origins ?? old.allowed_origins,
          on_unsupported: body.on_unsupported ?? old.on_unsupported,
        };
        if (isAlready(old, wanted)) return unchanged(showProject(old));
        const project = await uniqueOr(
          {
            message: `there is a project named ${wanted.name}`,
            next: 'Take another name.',
          },
          () =>
            trx
              .updateTable('projects')
              .set(wanted)
              .where('id', '=', old.id)
              .returningAll()
              .executeTakeFirstOrThrow(),
        );
        const after = showProject(project);
        return {
          answer: after,
          audit: {
            action: 'project.update',
            target: { kind: 'project', id: old.id },
            before: showProject(old),
            after,
            projectId: old.id,
          },
          ops: [projectOp(project)],
        };
      });
      return answer;
    },
  });
}

/** Writes a project with its message key and its first environments. */
export async function insertProject(
  trx: Transaction<DB>,
  secrets: Secrets,
  values: CreateProject & { readonly organisation_id: string },
): Promise<{ project: ProjectRow; environmentIds: readonly string[]; ops: ConfigOp[] }> {
  const id = newId<'project'>();
  const payloadKey = secrets.encrypt(randomBytes(32).toString('base64'), {
    table: 'projects',
    row: id,
    column: 'payload_key',
  });
  const project = await trx
    .insertInto('projects')
    .values({ ...values, id, payload_key: payloadKey })
    .returningAll()
    .executeTakeFirstOrThrow();
  const environments = await trx
    .insertInto('environments')
    .values(
      FIRST_ENVIRONMENTS.map((name) => ({
        id: newId<'environment'>(),
        organisation_id: values.organisation_id,
        project_id: id,
        name,
      })),
    )
    .returningAll()
    .execute();
  return {
    project,
    environmentIds: environments.map((environment) => environment.id),
    ops: [projectOp(project), ...environments.map(environmentOp)],
  };
}

function showProject(row: ProjectRow): Project {
  return {
    id: row.id,
    organisation_id: row.organisation_id,
    name: row.name,
    capture: ProjectEntity.shape.capture.parse(row.capture),
    retention_days: row.retention_days,
    allowed_origins: row.allowed_origins,
    on_unsupported: ProjectEntity.shape.on_unsupported.parse(row.on_unsupported),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    version: row.version,
  };
}
