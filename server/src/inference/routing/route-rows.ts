import type { Kysely, Selectable } from 'kysely';
import type { ConfigOp } from '../../platform/config-stream/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import { found } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { RouteEntity } from './entities.ts';

export type RouteVersionRow = Selectable<DB['route_versions']>;

/** The living routes of every project, each with what its version in force says. */
export function livingRoutes(db: Kysely<DB>) {
  return db
    .selectFrom('routes')
    .innerJoin('route_versions', (join) =>
      join
        .onRef('route_versions.route_id', '=', 'routes.id')
        .onRef('route_versions.version', '=', 'routes.version'),
    )
    .selectAll('routes')
    .select(['definition', 'message', 'author_kind', 'author_id'])
    .where('deleted_at', 'is', null);
}
export type RouteRow = Awaited<
  ReturnType<ReturnType<typeof livingRoutes>['executeTakeFirstOrThrow']>
>;

export function projectRoutes(db: Kysely<DB>, caller: Caller) {
  return livingRoutes(db).where('routes.project_id', '=', caller.projectId);
}

/** The route as it is once no other change of it is under way. Throws `not_found`. */
export async function lockRoute(db: Kysely<DB>, caller: Caller, id: string): Promise<RouteRow> {
  await db.selectFrom('routes').select('id').where('id', '=', id).forUpdate().execute();
  return await readRoute(db, caller, id);
}

export async function readRoute(db: Kysely<DB>, caller: Caller, id: string): Promise<RouteRow> {
  return found(
    await projectRoutes(db, caller).where('routes.id', '=', id).executeTakeFirst(),
    'route',
  );
}

export function routeOp(row: RouteRow): ConfigOp {
  const value: RouteEntity = RouteEntity.parse(row);
  return { kind: 'route', id: row.id, value };
}

export function routeGoneOp(id: string): ConfigOp {
  return { kind: 'route', id, value: null };
}
