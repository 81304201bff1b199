import { z } from 'zod';
import { newId } from '../lib/ids.ts';
import { type Endpoint, endpoint } from '../platform/http/index.ts';
import { uniqueOr } from '../platform/management/index.ts';
import type { IdentityContext } from './context.ts';
import { type EnvironmentRow, environmentOp } from './rows.ts';
import { CreateEnvironment, Environment } from './schema.ts';

const tag = 'projects';
/** A project has a handful; the list is bounded all the same. */
const MAX_LISTED = 1000;

export function environmentEndpoints(context: IdentityContext): Endpoint[] {
  return [list(context), create(context)];
}

function list({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/environments',
    operationId: 'listEnvironments',
    summary: 'The environments of the project, oldest first.',
    tag,
    scope: 'projects:read',
    response: z.object({ data: z.array(Environment), next_cursor: z.null() }),
    async handler({ caller }) {
      const rows = await db
        .selectFrom('environments')
        .selectAll()
        .where('project_id', '=', caller.projectId)
        .orderBy('id')
        .limit(MAX_LISTED)
        .execute();
      return { data: rows.map(showEnvironment), next_cursor: null };
    },
  });
}

function create({ mutate }: IdentityContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/environments',
    operationId: 'createEnvironment',
    summary: 'Adds an environment to the project.',
    tag,
    scope: 'projects:write',
    body: CreateEnvironment,
    response: Environment,
    status: 201,
    async handler(call) {
      const { caller, body } = call;
      const { answer } = await mutate('createEnvironment', call, async (trx) => {
        const row = await uniqueOr(
          {
            message: `the project has an environment named ${body.name}`,
            next: 'Use it, or take another name.',
          },
          () =>
            trx
              .insertInto('environments')
              .values({
                id: newId<'environment'>(),
                organisation_id: caller.organisationId,
                project_id: caller.projectId,
                name: body.name,
              })
              .returningAll()
              .executeTakeFirstOrThrow(),
        );
        const shown = showEnvironment(row);
        return {
          answer: shown,
          audit: {
            action: 'environment.create',
            target: { kind: 'environment', id: row.id },
            before: null,
            after: shown,
          },
          ops: [environmentOp(row)],
        };
      });
      return answer;
    },
  });
}

function showEnvironment(row: EnvironmentRow): Environment {
  return {
    id: row.id,
    project_id: row.project_id,
    name: row.name,
    created_at: row.created_at.toISOString(),
  };
}
