import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Transaction } from 'kysely';
import { newId } from '../lib/ids.ts';
import { recordAudit } from '../platform/audit/index.ts';
import type { Config } from '../platform/config/index.ts';
import { type ConfigOp, recordConfigChange } from '../platform/config-stream/index.ts';
import type { Database, DB } from '../platform/postgres/index.ts';
import type { Secrets } from '../platform/secrets/index.ts';
import type { LocalModelEntity } from './entities.ts';
import {
  type EnvironmentProvider,
  environmentProviders,
  type ProviderSettings,
} from './environment-providers.ts';
import { nextPosition } from './provider-routes.ts';
import { goneOp, localModelOp, type ProviderRow, providerOp } from './rows.ts';

/** The models that come with Signalbox, by their place below the folder `models`. */
const OWN_MODELS: readonly LocalModelEntity[] = [
  {
    name: 'smollm2-135m',
    task: 'chat',
    path: 'SmolLM2-135M-Instruct-Q4_1/SmolLM2-135M-Instruct.Q4_1.gguf',
    context_tokens: 8192,
  },
  {
    name: 'all-minilm-l6-v2',
    task: 'embeddings',
    path: 'all-MiniLM-L6-v2-int8',
    context_tokens: 256,
  },
];

type Settings = ProviderSettings & Pick<Config, 'localModel'>;

/**
 * Brings what the environment configures into the database: the providers `local`, `sandbox` and those of
 * known hosts whose variables are set, and the models in `modelsFolder`. What the environment no longer names is taken out again; what people
 * changed of it by API (enabled or not, listed models) stays. Starting again changes nothing.
 */
export async function provisionInference(
  db: Database,
  secrets: Secrets,
  config: Settings,
  modelsFolder: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const ops = [
      ...(await provisionProviders(trx, secrets, wantedProviders(config))),
      ...(await provisionModels(trx, config.localModel ? modelsFolder : null)),
    ];
    if (ops.length > 0) await recordConfigChange(trx, ops);
  });
}

/** In the order of bare names that a first start writes: a name of a local model means that model. */
function wantedProviders(config: Settings): EnvironmentProvider[] {
  const own = { preset: null, baseUrl: '', credential: null, apiVersion: null };
  return [
    ...(config.localModel ? [{ name: 'local', kind: 'local' as const, ...own }] : []),
    { name: 'sandbox', kind: 'sandbox' as const, ...own },
    ...environmentProviders(config),
  ];
}

async function provisionProviders(
  trx: Transaction<DB>,
  secrets: Secrets,
  wanted: readonly EnvironmentProvider[],
): Promise<ConfigOp[]> {
  const there = await trx
    .selectFrom('providers')
    .selectAll()
    .where('project_id', 'is', null)
    .forUpdate()
    .execute();
  const ops: ConfigOp[] = [];
  for (const provider of wanted) {
    const old = there.find(({ name }) => name === provider.name);
    // An owner made one of this name by API for every project: theirs stays.
    if (old !== undefined && old.managed_by !== 'environment') continue;
    const row =
      old === undefined
        ? await insertProvider(trx, secrets, provider)
        : await updateProvider(trx, secrets, provider, old);
    if (row === null) continue;
    ops.push(providerOp(row));
    await audit(trx, `provider.${old === undefined ? 'create' : 'update'}`, 'provider', row.id, {
      name: row.name,
      base_url: row.base_url,
    });
  }
  for (const row of there) {
    if (row.managed_by !== 'environment' || wanted.some(({ name }) => name === row.name)) continue;
    await trx.deleteFrom('providers').where('id', '=', row.id).execute();
    ops.push(goneOp('provider', row.id));
    await audit(trx, 'provider.delete', 'provider', row.id, { name: row.name });
  }
  return ops;
}

async function insertProvider(
  trx: Transaction<DB>,
  secrets: Secrets,
  wanted: EnvironmentProvider,
): Promise<ProviderRow> {
  const id = newId<'provider'>();
  return await trx
    .insertInto('providers')
    .values({
      id,
      organisation_id: null,
      project_id: null,
      name: wanted.name,
      kind: wanted.kind,
      preset: wanted.preset,
      api_version: wanted.apiVersion,
      base_url: wanted.baseUrl,
      credential: wanted.credential === null ? null : secrets.encrypt(wanted.credential, place(id)),
      position: await nextPosition(trx),
      operator_managed: true,
      managed_by: 'environment',
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Null: it is as wanted. */
async function updateProvider(
  trx: Transaction<DB>,
  secrets: Secrets,
  wanted: EnvironmentProvider,
  old: ProviderRow,
): Promise<ProviderRow | null> {
  const known = old.credential === null ? null : secrets.decrypt(old.credential, place(old.id));
  // An owner has set it so that clients log in by themselves.
  const credential = old.credential_from === 'caller' ? null : wanted.credential;
  const { baseUrl, apiVersion } = wanted;
  if (old.base_url === baseUrl && known === credential && old.api_version === apiVersion)
    return null;
  return await trx
    .updateTable('providers')
    .set({
      base_url: baseUrl,
      api_version: apiVersion,
      credential: credential === null ? null : secrets.encrypt(credential, place(old.id)),
      operator_managed: true,
      // Their values may be credentials of the host that it was.
      ...(old.base_url === baseUrl ? {} : { header_names: [], header_values: null }),
    })
    .where('id', '=', old.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** `folder` null: none of them is served. */
async function provisionModels(trx: Transaction<DB>, folder: string | null): Promise<ConfigOp[]> {
  const wanted =
    folder === null
      ? []
      : OWN_MODELS.map((model) => ({ ...model, path: join(folder, model.path) })).filter(
          ({ path }) => existsSync(path),
        );
  const there = await trx.selectFrom('local_models').selectAll().forUpdate().execute();
  const ops: ConfigOp[] = [];
  for (const model of wanted) {
    const old = there.find(({ name }) => name === model.name);
    const same =
      old !== undefined && old.path === model.path && old.context_tokens === model.context_tokens;
    if (same || (old !== undefined && old.managed_by !== 'environment')) continue;
    const row = await trx
      .insertInto('local_models')
      .values({ id: newId<'model'>(), ...model, managed_by: 'environment' })
      .onConflict((oc) =>
        oc.column('name').doUpdateSet({ path: model.path, context_tokens: model.context_tokens }),
      )
      .returningAll()
      .executeTakeFirstOrThrow();
    ops.push(localModelOp(row));
    await audit(trx, 'model.add', 'model', row.id, { name: row.name, path: row.path });
  }
  for (const row of there) {
    if (row.managed_by !== 'environment' || wanted.some(({ name }) => name === row.name)) continue;
    await trx.deleteFrom('local_models').where('id', '=', row.id).execute();
    ops.push(goneOp('local_model', row.id));
    await audit(trx, 'model.remove', 'model', row.id, { name: row.name });
  }
  return ops;
}

const place = (id: string) => ({ table: 'providers', row: id, column: 'credential' });

async function audit(
  trx: Transaction<DB>,
  action: string,
  kind: string,
  id: string,
  after: Record<string, unknown>,
): Promise<void> {
  await recordAudit(trx, {
    actor: { kind: 'system', id: 'environment' },
    action,
    target: { kind, id },
    organisationId: null,
    projectId: null,
    environmentId: null,
    before: null,
    after,
    requestId: null,
    ip: null,
  });
}
