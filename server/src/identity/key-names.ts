import { z } from 'zod';
import { type Endpoint, endpoint, NOWHERE } from '../platform/http/index.ts';
import type { IdentityContext } from './context.ts';
import { keysOf } from './own-keys.ts';
import { visibleUsers } from './people/user-queries.ts';

/** Of each kind, the newest. */
const MOST = 20_000;

const KeyName = z
  .object({
    id: z.string().describe('What requests, usage and lists have as `key`.'),
    kind: z
      .enum(['key', 'person', 'owner_key'])
      .describe('A person is who called from the console: the playground, and tests of providers.'),
    name: z.string(),
  })
  .meta({ id: 'KeyName' });

/** Who stands behind the ids that requests came with, revoked keys too: tables name them by it. */
export function keyNamesEndpoint({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/key-names',
    operationId: 'listKeyNames',
    summary: 'Names for the key ids of requests: of keys, of people and of the owner key.',
    tag: 'keys',
    scope: 'keys:read',
    ownScope: 'keys:own',
    response: z.object({ data: z.array(KeyName) }),
    async handler({ caller }) {
      const own = keysOf(caller, 'keys:read');
      let keys = db
        .selectFrom('api_keys')
        .select(['id', 'name'])
        .where('project_id', '=', caller.projectId)
        .orderBy('id', 'desc')
        .limit(MOST);
      if (own !== null) keys = keys.where('owner_kind', '=', 'user').where('owner_id', '=', own);
      let people = visibleUsers(db, caller).orderBy('users.id', 'desc').limit(MOST);
      if (!caller.scopes.has('people:read')) {
        // A key is nobody; a person at least sees themselves.
        people = people.where('users.id', '=', own ?? NOWHERE);
      }
      const [named, persons, ownerKey] = await Promise.all([
        keys.execute(),
        people.execute(),
        db.selectFrom('bootstrap_key').select('key_id').execute(),
      ]);
      return {
        data: [
          ...named.map(({ id, name }) => ({ id, kind: 'key' as const, name })),
          ...persons.map(({ id, name }) => ({ id, kind: 'person' as const, name })),
          ...ownerKey.map(({ key_id }) => ({
            id: key_id,
            kind: 'owner_key' as const,
            name: 'owner key',
          })),
        ],
      };
    },
  });
}
