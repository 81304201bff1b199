import type { Kysely } from 'kysely';
import { isUuid } from '../../lib/ids.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { ProviderEntity } from '../entities.ts';
import { RouteDefinition, type RouteTarget } from './entities.ts';
import { knownProviders } from './known-providers.ts';
import type { RouteRow, RouteVersionRow } from './route-rows.ts';
import { Author, type Route, type RouteVersion } from './schema.ts';

type Authored = Pick<RouteVersionRow, 'author_kind' | 'author_id'>;

/** The routes as they are answered, each target with what stands in its way now. */
export async function showRoutes(
  db: Kysely<DB>,
  caller: Caller,
  rows: readonly RouteRow[],
): Promise<Route[]> {
  if (rows.length === 0) return [];
  const providers = await knownProviders(db, caller);
  const authorOf = await authors(db, rows);
  const shown = (targets: readonly RouteTarget[]) =>
    targets.map((target) => ({ ...target, problem: providers.problemOf(target.model) }));
  return rows.map((row) => {
    const definition = RouteDefinition.parse(row.definition);
    return {
      id: row.id,
      project_id: row.project_id,
      name: row.name,
      enabled: row.enabled,
      ...definition,
      targets: shown(definition.targets),
      rules: definition.rules.map((rule) => ({ ...rule, targets: shown(rule.targets) })),
      shadowed_by: providers.namedBy(row.name),
      version: row.version,
      message: row.message,
      changed_by: authorOf(row),
      managed_by: ProviderEntity.shape.managed_by.parse(row.managed_by),
      created_at: row.created_at.toISOString(),
      updated_at: row.updated_at.toISOString(),
    };
  });
}

export async function showRoute(db: Kysely<DB>, caller: Caller, row: RouteRow): Promise<Route> {
  const [shown] = await showRoutes(db, caller, [row]);
  if (shown === undefined) throw new Error('a route was not shown');
  return shown;
}

export async function showVersions(
  db: Kysely<DB>,
  rows: readonly RouteVersionRow[],
): Promise<RouteVersion[]> {
  const authorOf = await authors(db, rows);
  return rows.map((row) => ({
    route_id: row.route_id,
    name: row.name,
    enabled: row.enabled,
    ...RouteDefinition.parse(row.definition),
    version: row.version,
    message: row.message,
    author: authorOf(row),
    created_at: row.created_at.toISOString(),
  }));
}

/** What a change left, for the audit log: what is asked of providers besides is not part of it. */
export function auditedRoute(row: RouteRow): Record<string, unknown> {
  const { name, enabled, version, message } = row;
  return { name, enabled, version, message, ...RouteDefinition.parse(row.definition) };
}

async function authors(
  db: Kysely<DB>,
  rows: readonly Authored[],
): Promise<(row: Authored) => Author> {
  const named = async (table: 'users' | 'api_keys', kind: string) => {
    const ids = rows.filter((row) => row.author_kind === kind).map((row) => row.author_id);
    const known = [...new Set(ids.filter(isUuid))];
    if (known.length === 0) return [];
    return await db.selectFrom(table).select(['id', 'name']).where('id', 'in', known).execute();
  };
  const found = [...(await named('users', 'user')), ...(await named('api_keys', 'key'))];
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return ({ author_kind, author_id }) =>
    Author.parse({ kind: author_kind, id: author_id, name: names.get(author_id) ?? null });
}
