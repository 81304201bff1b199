import type { Kysely } from 'kysely';
import type { Caller } from '../platform/http/index.ts';
import { found } from '../platform/management/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import { namedModels, providerKind } from './provider-kinds.ts';
import { visibleProviders } from './provider-rows.ts';

/** A provider with a model of it to try: its first, chat before embeddings. A remote one is told by its name alone. */
export interface TriedProvider {
  readonly name: string;
  readonly enabled: boolean;
  /** Null: it is not known to serve any by name. */
  readonly model: string | null;
  readonly task: 'chat' | 'embeddings';
}

/** The provider of this id that the caller may see. Throws `not_found`. `model`: the one to try in place of its first. */
export async function findProvider(
  db: Kysely<DB>,
  caller: Caller,
  id: string,
  model?: string,
): Promise<TriedProvider> {
  const row = found(
    await visibleProviders(db, caller).where('id', '=', id).executeTakeFirst(),
    'provider',
  );
  const { name, enabled } = row;
  if (providerKind(row.kind).models !== 'engine') {
    const tried = model ?? namedModels(row, [])[0] ?? null;
    return { name, enabled, model: tried, task: taskByName(tried ?? '') };
  }
  const local = await db
    .selectFrom('local_models')
    .select(['name', 'task'])
    .orderBy('task')
    .orderBy('name')
    .execute();
  const tried = model === undefined ? local[0] : local.find((one) => one.name === model);
  return {
    name,
    enabled,
    model: model ?? tried?.name ?? null,
    task: tried?.task === 'embeddings' ? 'embeddings' : 'chat',
  };
}

/** Hosts do not tell what a model is for, and call all that embed after it or after one of these families. */
function taskByName(model: string): TriedProvider['task'] {
  return /embed|(^|[/_-])(bge|gte|e5|minilm|voyage)-/i.test(model) ? 'embeddings' : 'chat';
}
