import type { Transaction } from 'kysely';
import type { Caller } from '../../platform/http/index.ts';
import { uniqueOr } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { RouteDefinition } from './entities.ts';
import { type RouteRow, readRoute } from './route-rows.ts';

/** Everything that a version of a route says. */
export interface RouteState {
  readonly name: string;
  readonly enabled: boolean;
  readonly definition: RouteDefinition;
}

export function nameTaken(name: string) {
  return {
    message: `there is a route named ${name}`,
    next: 'Take another name, or change that one (PATCH /api/v1/routes/{id}).',
  };
}

/** Makes the next version of a locked route, in force from the commit on. */
export async function storeNext(
  trx: Transaction<DB>,
  caller: Caller,
  id: string,
  wanted: RouteState,
  message: string | null,
): Promise<RouteRow> {
  const { version } = await uniqueOr(nameTaken(wanted.name), () =>
    trx
      .updateTable('routes')
      .set({ name: wanted.name, enabled: wanted.enabled })
      .where('id', '=', id)
      .returning('version')
      .executeTakeFirstOrThrow(),
  );
  await storeVersion(trx, caller, { id, version }, wanted, message);
  return await readRoute(trx, caller, id);
}

export async function storeVersion(
  trx: Transaction<DB>,
  caller: Caller,
  { id, version }: { readonly id: string; readonly version: number },
  { name, enabled, definition }: RouteState,
  message: string | null,
): Promise<void> {
  await trx
    .insertInto('route_versions')
    .values({
      route_id: id,
      version,
      organisation_id: caller.organisationId,
      project_id: caller.projectId,
      name,
      enabled,
      definition: JSON.stringify(definition),
      message,
      author_kind: caller.kind,
      author_id: caller.keyId,
    })
    .execute();
}
