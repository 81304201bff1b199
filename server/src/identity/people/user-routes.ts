import type { Kysely } from 'kysely';
import {
  type Caller,
  type Endpoint,
  endpoint,
  PageQuery,
  pageOf,
} from '../../platform/http/index.ts';
import { expectVersion, found, newestFirst, unchanged } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { IdentityContext } from '../context.ts';
import { IdParams } from '../schema.ts';
import { changeUser } from './change-user.ts';
import { keysMadeBy, liveKeys, showPersonKeys, showRows } from './person-keys.ts';
import { ChangedUser, PersonKey, UpdateUser, User } from './schema.ts';
import { showUsers, type UserRow, visibleUsers } from './user-queries.ts';

const tag = 'people';

export function userEndpoints(context: IdentityContext): Endpoint[] {
  return [list(context), update(context), keys(context)];
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
        const done = await changeUser(trx, caller, old, body);
        if (done === null) {
          const shown = await showOne(trx, caller, old);
          return unchanged({ ...shown, changed_keys: [], made_keys: [] });
        }
        const changed = await trx
          .selectFrom('users')
          .selectAll()
          .where('id', '=', old.id)
          .executeTakeFirstOrThrow();
        return {
          answer: {
            ...(await showOne(trx, caller, changed)),
            changed_keys: await showPersonKeys(trx, caller, done.keys),
            made_keys: done.less ? await keysMadeBy(trx, caller, old.id) : [],
          },
          audit: done.audit,
          ops: done.ops,
        };
      });
      return { ...answer, ...(await published(generation)) };
    },
  });
}

function keys({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/users/:id/keys',
    operationId: 'listKeysOfUser',
    summary:
      'The keys that work of which a person is the owner or the maker, also by keys of theirs, newest first: those of the project; to admins of the organisation, all.',
    tag,
    scope: 'keys:read',
    params: IdParams,
    query: PageQuery,
    response: pageOf(PersonKey),
    async handler({ caller, params, query }) {
      const person = await visibleUsers(db, caller)
        .where('users.id', '=', params.id)
        .executeTakeFirst();
      const { id } = found(person, 'person');
      const show = (rows: Parameters<typeof showRows>[1]) => showRows(db, rows);
      return await newestFirst(liveKeys(db, caller, id), query, show, 'api_keys.id');
    },
  });
}

async function showOne(db: Kysely<DB>, caller: Caller, row: UserRow): Promise<User> {
  return found((await showUsers(db, caller, [row]))[0], 'person');
}
