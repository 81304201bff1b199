import { isDeepStrictEqual } from 'node:util';
import { SignalboxError } from '../../platform/errors/index.ts';
import {
  decodeCursor,
  type Endpoint,
  encodeCursor,
  endpoint,
  PageQuery,
  pageOf,
} from '../../platform/http/index.ts';
import { expectVersion, unchanged } from '../../platform/management/index.ts';
import type { InferenceContext } from '../context.ts';
import { IdParams } from '../schema.ts';
import { RouteDefinition } from './entities.ts';
import { lockRoute, readRoute, routeOp } from './route-rows.ts';
import { ChangedRoute, RestoreRoute, RouteVersion } from './schema.ts';
import { auditedRoute, showRoute, showVersions } from './show-route.ts';
import { storeNext } from './store-version.ts';

const tag = 'routes';

export function versionEndpoints(context: InferenceContext): Endpoint[] {
  return [versions(context), restore(context)];
}

function versions({ db }: InferenceContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/routes/:id/versions',
    operationId: 'listRouteVersions',
    summary: 'What a route has said, newest first, with author, time and message.',
    tag,
    scope: 'routes:read',
    params: IdParams,
    query: PageQuery,
    response: pageOf(RouteVersion),
    async handler({ caller, params, query }) {
      const route = await readRoute(db, caller, params.id);
      let rows = db
        .selectFrom('route_versions')
        .selectAll()
        .where('route_id', '=', route.id)
        .orderBy('version', 'desc')
        .limit(query.limit + 1);
      if (query.cursor !== undefined) {
        const [before] = decodeCursor(query.cursor, 1, ([text = '']) => /^\d{1,9}$/.test(text));
        rows = rows.where('version', '<', Number(before));
      }
      const read = await rows.execute();
      const last = read[query.limit - 1];
      return {
        data: await showVersions(db, read.slice(0, query.limit)),
        next_cursor:
          read.length > query.limit && last !== undefined
            ? encodeCursor([String(last.version)])
            : null,
      };
    },
  });
}

function restore({ mutate, published }: InferenceContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/routes/:id/restore',
    operationId: 'restoreRoute',
    summary: 'Undoes changes: makes a new version that says what an old one said.',
    tag,
    scope: 'routes:write',
    params: IdParams,
    body: RestoreRoute,
    response: ChangedRoute,
    async handler(call) {
      const { caller, params, body, headers } = call;
      const { answer, generation } = await mutate('restoreRoute', call, async (trx) => {
        const old = await lockRoute(trx, caller, params.id);
        expectVersion(headers.ifMatch, old.version);
        const row = await trx
          .selectFrom('route_versions')
          .selectAll()
          .where('route_id', '=', old.id)
          .where('version', '=', body.version)
          .executeTakeFirst();
        if (row === undefined) {
          throw new SignalboxError(
            'not_found',
            `the route ${old.name} has no version ${body.version}`,
            'See GET /api/v1/routes/{id}/versions.',
          );
        }
        const { name, enabled } = row;
        const wanted = { name, enabled, definition: RouteDefinition.parse(row.definition) };
        const same =
          isDeepStrictEqual(wanted.definition, RouteDefinition.parse(old.definition)) &&
          name === old.name &&
          enabled === old.enabled;
        if (same) return unchanged(await showRoute(trx, caller, old));
        // Not checked against the providers of today: what was in force must be so again at once, and its problems are shown.
        const message = body.message ?? `Version ${row.version} again`;
        const restored = await storeNext(trx, caller, old.id, wanted, message);
        return {
          answer: await showRoute(trx, caller, restored),
          audit: {
            action: 'route.restore',
            target: { kind: 'route', id: old.id },
            before: auditedRoute(old),
            after: auditedRoute(restored),
          },
          ops: [routeOp(restored)],
        };
      });
      return { ...answer, ...(await published(generation)) };
    },
  });
}
