import { type Endpoint, endpoint, PageQuery, pageOf } from '../platform/http/index.ts';
import { newestFirst } from '../platform/management/index.ts';
import type { IdentityContext } from './context.ts';
import { managesOrganisation, namesOf } from './people/invitation-queries.ts';
import { AuditEvent, AuditFilter } from './schema.ts';

const FILTERS = [
  ['action', 'action'],
  ['actor', 'actor_id'],
  ['target', 'target_id'],
  ['target_kind', 'target_kind'],
] as const;

export function auditEndpoints({ db }: Pick<IdentityContext, 'db'>): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/api/v1/audit',
      operationId: 'listAudit',
      summary:
        'Who changed what in the project, newest first; for owners and admins of it also in the organisation.',
      tag: 'audit',
      scope: 'audit:read',
      query: PageQuery.extend(AuditFilter.shape),
      response: pageOf(AuditEvent),
      async handler({ caller, query }) {
        let rows = db
          .selectFrom('audit_log')
          .selectAll()
          .where('organisation_id', '=', caller.organisationId)
          .where((eb) =>
            managesOrganisation(caller)
              ? eb.or([eb('project_id', '=', caller.projectId), eb('project_id', 'is', null)])
              : eb('project_id', '=', caller.projectId),
          );
        if (query.from !== undefined) rows = rows.where('at', '>=', new Date(query.from));
        if (query.to !== undefined) rows = rows.where('at', '<', new Date(query.to));
        for (const [name, column] of FILTERS) {
          const [wanted, others] = [query[name], query[`not_${name}`]];
          if (wanted !== undefined) rows = rows.where(column, 'in', wanted.split(','));
          if (others !== undefined) rows = rows.where(column, 'not in', others.split(','));
        }
        return await newestFirst(rows, query, async (found) => {
          const names = await actorNames(db, found);
          return found.map((row) => ({
            id: row.id,
            at: row.at.toISOString(),
            actor: {
              kind: row.actor_kind,
              id: row.actor_id,
              name: names.get(row.actor_id) ?? null,
            },
            action: row.action,
            target: { kind: row.target_kind, id: row.target_id },
            project_id: row.project_id,
            request_id: row.request_id,
            ip: row.ip,
            before: row.before,
            after: row.after,
          }));
        });
      },
    }),
  ];
}

/** What people and keys are called now, by id. */
async function actorNames(
  db: IdentityContext['db'],
  rows: readonly { readonly actor_kind: string; readonly actor_id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = (kind: string) =>
    rows.filter(({ actor_kind }) => actor_kind === kind).map(({ actor_id }) => actor_id);
  return new Map([
    ...(await namesOf(db, 'users', ids('user'))),
    ...(await namesOf(db, 'api_keys', ids('key'))),
  ]);
}
