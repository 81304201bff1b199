import type { Selectable } from 'kysely';
import { SignalboxError } from '../platform/errors/index.ts';
import { type Endpoint, endpoint } from '../platform/http/index.ts';
import { expectVersion, isAlready, unchanged } from '../platform/management/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import type { IdentityContext } from './context.ts';
import { Organisation, UpdateOrganisation } from './schema.ts';

const tag = 'projects';

export function organisationEndpoints({ db, mutate }: IdentityContext): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/api/v1/organisation',
      operationId: 'getOrganisation',
      summary: 'The organisation that the caller belongs to.',
      tag,
      scope: 'projects:read',
      response: Organisation,
      async handler({ caller }) {
        const row = await db
          .selectFrom('organisations')
          .selectAll()
          .where('id', '=', caller.organisationId)
          .executeTakeFirstOrThrow();
        return showOrganisation(row);
      },
    }),
    endpoint({
      method: 'PATCH',
      path: '/api/v1/organisation',
      operationId: 'updateOrganisation',
      summary: 'Renames the organisation. Owners only.',
      tag,
      scope: 'projects:write',
      body: UpdateOrganisation,
      response: Organisation,
      async handler(call) {
        const { caller, body, headers } = call;
        if (caller.reach !== 'organisation') {
          throw new SignalboxError(
            'scope_missing',
            'only an owner changes the organisation',
            'Ask one, or use the owner key (bootstrap key) of this installation.',
          );
        }
        const { answer } = await mutate('updateOrganisation', call, async (trx) => {
          const old = await trx
            .selectFrom('organisations')
            .selectAll()
            .where('id', '=', caller.organisationId)
            .forUpdate()
            .executeTakeFirstOrThrow();
          expectVersion(headers.ifMatch, old.version);
          if (isAlready(old, body)) return unchanged(showOrganisation(old));
          const row = await trx
            .updateTable('organisations')
            .set({ name: body.name })
            .where('id', '=', old.id)
            .returningAll()
            .executeTakeFirstOrThrow();
          const after = showOrganisation(row);
          return {
            answer: after,
            audit: {
              action: 'organisation.update',
              target: { kind: 'organisation', id: row.id },
              before: showOrganisation(old),
              after,
              projectId: null,
            },
            ops: [],
          };
        });
        return answer;
      },
    }),
  ];
}

function showOrganisation(row: Selectable<DB['organisations']>) {
  return {
    id: row.id,
    name: row.name,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    version: row.version,
  };
}
