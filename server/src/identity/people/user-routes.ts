import type { Kysely } from 'kysely';
import {
  type Caller,
  type Endpoint,
  endpoint,
  PageQuery,
  pageOf,
} from '../../platform/http/index.ts';
import { expectVersion, found, newestFirst } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { IdentityContext } from '../context.ts';
import { IdParams } from '../schema.ts';
import { changeUser } from './change-user.ts';
import { ChangedUser, UpdateUser, User } from './schema.ts';
import { showUsers, type UserRow, visibleUsers } from './user-queries.ts';

const tag = 'people';

export function userEndpoints(context: IdentityContext): Endpoint[] {
  return [list(context), update(context)];
}

function list({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/users',
    operationId: 'listUsers',
    summary: 'The people of the organisation, newest first; a key sees those of its project.',
    tag,
    scope: 'people:read',
    query: PageQuery,
    response: pageOf(User),
    async handler({ caller, query }) {
      const show = (rows: readonly UserRow[]) => showUsers(db, caller, rows);
      return await newestFirst(visibleUsers(db, caller), query, show, 'users.id');
    },
  });
}

function update({ mutate, published }: IdentityContext): Endpoint {
  return endpoint({
    method: 'PATCH',
    path: '/api/v1/users/:id',
    operationId: 'updateUser',
    summary:
      'Changes a person’s roles or right to content, or disables them: in force with the answer.',
    tag,
    scope: 'people:write',
    params: IdParams,
    body: UpdateUser,
    response: ChangedUser,
    async handler(call) {
      const { caller, params, body, headers } = call;
      const { answer, generation } = await mutate('updateUser', call, async (trx) => {
        const row = await visibleUsers(trx, caller)
          .where('users.id', '=', params.id)
          .forUpdate()
          .executeTakeFirst();
        const old = found(row, 'person');
        expectVersion(headers.ifMatch, old.version);
        const before = await showOne(trx, caller, old);
        const ops = await changeUser(trx, caller, old, body);
        const changed = await trx
          .selectFrom('users')
          .selectAll()
          .where('id', '=', old.id)
          .executeTakeFirstOrThrow();
        const after = await showOne(trx, caller, changed);
        return {
          answer: after,
          audit: {
            action: 'user.update',
            target: { kind: 'user', id: old.id },
            before,
            after,
            projectId: placeOf(body),
          },
          ops,
        };
      });
      return { ...answer, ...(await published(generation)) };
    },
  });
}

/** What concerns one project only stands in that project's audit. */
function placeOf(body: UpdateUser): string | null {
  const { project_roles = [], ...rest } = body;
  const [only, second] = project_roles;
  const elsewhere = Object.values(rest).some((value) => value !== undefined);
  return !elsewhere && only !== undefined && second === undefined ? only.project_id : null;
}

async function showOne(db: Kysely<DB>, caller: Caller, row: UserRow): Promise<User> {
  return found((await showUsers(db, caller, [row]))[0], 'person');
}
