import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../lib/ids.ts';
import { type Endpoint, endpoint, pageOf } from '../../platform/http/index.ts';
import {
  expectVersion,
  newestFirst,
  unchanged,
  uniqueOr,
} from '../../platform/management/index.ts';
import type { InferenceContext } from '../context.ts';
import { IdParams } from '../schema.ts';
import { checkName, checkTargets } from './check-route.ts';
import { RouteDefinition } from './entities.ts';
import { knownProviders } from './known-providers.ts';
import {
  lockRoute,
  projectRoutes,
  type RouteRow,
  readRoute,
  routeGoneOp,
  routeOp,
} from './route-rows.ts';
import {
  ChangedRoute,
  CreateRoute,
  RemovedRoute,
  Route,
  RouteFilter,
  UpdateRoute,
} from './schema.ts';
import { auditedRoute, showRoute, showRoutes } from './show-route.ts';
import { nameTaken, type RouteState, storeNext, storeVersion } from './store-version.ts';
import { versionEndpoints } from './version-endpoints.ts';

const tag = 'routes';

/** The management endpoints of routes: each change of one is a version, with its author, that can be undone. */
export function routeEndpoints(context: InferenceContext): Endpoint[] {
  return [
    list(context),
    create(context),
    get(context),
    update(context),
    remove(context),
    ...versionEndpoints(context),
  ];
}

function list({ db }: InferenceContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/routes',
    operationId: 'listRoutes',
    summary: 'The routes of the project, newest first.',
    tag,
    scope: 'routes:read',
    query: RouteFilter,
    response: pageOf(Route),
    async handler({ caller, query }) {
      let routes = projectRoutes(db, caller);
      if (query.name !== undefined) routes = routes.where('routes.name', '=', query.name);
      return await newestFirst(routes, query, (rows) => showRoutes(db, caller, rows), 'routes.id');
    },
  });
}

function create({ mutate, published }: InferenceContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/routes',
    operationId: 'createRoute',
    summary: 'Makes a name that clients use as `model`, and says which models answer for it.',
    tag,
    scope: 'routes:write',
    body: CreateRoute,
    response: ChangedRoute,
    status: 201,
    async handler(call) {
      const { caller, body } = call;
      const { name, enabled, message, ...definition } = body;
      const { answer, generation } = await mutate('createRoute', call, async (trx) => {
        const providers = await knownProviders(trx, caller);
        checkName(providers, name);
        checkTargets(providers, definition);
        const made = { id: newId<'route'>(), version: 1 };
        await uniqueOr(nameTaken(name), () =>
          trx
            .insertInto('routes')
            .values({
              id: made.id,
              organisation_id: caller.organisationId,
              project_id: caller.projectId,
              name,
              enabled,
              created_by: caller.keyId,
            })
            .execute(),
        );
        await storeVersion(trx, caller, made, { name, enabled, definition }, message);
        const row = await readRoute(trx, caller, made.id);
        return {
          answer: await showRoute(trx, caller, row),
          audit: {
            action: 'route.create',
            target: { kind: 'route', id: row.id },
            before: null,
            after: auditedRoute(row),
          },
          ops: [routeOp(row)],
        };
      });
      return { ...answer, ...(await published(generation)) };
    },
  });
}

function get({ db }: InferenceContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/routes/:id',
    operationId: 'getRoute',
    summary: 'One route in its version in force.',
    tag,
    scope: 'routes:read',
    params: IdParams,
    response: Route,
    async handler({ caller, params }) {
      return await showRoute(db, caller, await readRoute(db, caller, params.id));
    },
  });
}

function update({ mutate, published }: InferenceContext): Endpoint {
  return endpoint({
    method: 'PATCH',
    path: '/api/v1/routes/:id',
    operationId: 'updateRoute',
    summary: 'Makes a new version of a route; what is left out stays as it is.',
    tag,
    scope: 'routes:write',
    params: IdParams,
    body: UpdateRoute,
    response: ChangedRoute,
    async handler(call) {
      const { caller, params, body, headers } = call;
      const { answer, generation } = await mutate('updateRoute', call, async (trx) => {
        const old = await lockRoute(trx, caller, params.id);
        expectVersion(headers.ifMatch, old.version);
        const before = stateOf(old);
        const wanted = changed(before, body);
        if (isDeepStrictEqual(wanted, before)) return unchanged(await showRoute(trx, caller, old));
        const providers = await knownProviders(trx, caller);
        if (wanted.name !== before.name) checkName(providers, wanted.name);
        // What it names already may have gone meanwhile, and must not stand in the way of other changes.
        const { targets, rules } = before.definition;
        if (!isDeepStrictEqual(wanted.definition.targets, targets))
          checkTargets(providers, { ...wanted.definition, rules: [] });
        if (!isDeepStrictEqual(wanted.definition.rules, rules))
          checkTargets(providers, { ...wanted.definition, targets: [] });
        const row = await storeNext(trx, caller, old.id, wanted, body.message ?? null);
        return {
          answer: await showRoute(trx, caller, row),
          audit: {
            action: 'route.update',
            target: { kind: 'route', id: row.id },
            before: auditedRoute(old),
            after: auditedRoute(row),
          },
          ops: [routeOp(row)],
        };
      });
      return { ...answer, ...(await published(generation)) };
    },
  });
}

function stateOf({ name, enabled, definition }: RouteRow): RouteState {
  return { name, enabled, definition: RouteDefinition.parse(definition) };
}

function changed(old: RouteState, body: UpdateRoute): RouteState {
  const { name = old.name, enabled = old.enabled, message: _, ...stated } = body;
  return { name, enabled, definition: RouteDefinition.parse({ ...old.definition, ...stated }) };
}

function remove({ mutate, published }: InferenceContext): Endpoint {
  return endpoint({
    method: 'DELETE',
    path: '/api/v1/routes/:id',
    operationId: 'deleteRoute',
    summary: 'Removes a route: its name means what it would without it.',
    tag,
    scope: 'routes:write',
    params: IdParams,
    response: RemovedRoute,
    async handler(call) {
      const { caller, params, headers } = call;
      const { answer, generation } = await mutate('deleteRoute', call, async (trx) => {
        const old = await lockRoute(trx, caller, params.id);
        expectVersion(headers.ifMatch, old.version);
        await trx
          .updateTable('routes')
          .set({ deleted_at: new Date() })
          .where('id', '=', old.id)
          .execute();
        return {
          answer: { id: old.id, removed: true as const },
          audit: {
            action: 'route.delete',
            target: { kind: 'route', id: old.id },
            before: auditedRoute(old),
            after: null,
          },
          ops: [routeGoneOp(old.id)],
        };
      });
      return { ...answer, ...(await published(generation)) };
    },
  });
}
