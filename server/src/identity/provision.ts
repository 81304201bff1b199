import { hash, randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { newId } from '../lib/ids.ts';
import { recordAudit } from '../platform/audit/index.ts';
import { BOOTSTRAP_KEY_FORM } from '../platform/config/index.ts';
import { type ConfigOp, recordConfigChange } from '../platform/config-stream/index.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import type { Database, DB } from '../platform/postgres/index.ts';
import type { Secrets } from '../platform/secrets/index.ts';
import { insertProject } from './project-routes.ts';
import { bootstrapOp } from './rows.ts';

/** The organisation, project and environment that everything belongs to until someone makes others. */
export interface Defaults {
  readonly organisationId: string;
  readonly projectId: string;
  readonly environmentId: string;
}

/**
 * Makes sure that the first organisation, its project `default` with its environments, and the owner key are there;
 * starting again changes nothing. `bootstrapKey` may be another than at the last start: it replaces that one.
 * Throws `config_invalid` for a bootstrap key that is too short.
 */
export async function provisionIdentity(
  db: Database,
  secrets: Secrets,
  bootstrapKey: string,
): Promise<Defaults> {
  if (!BOOTSTRAP_KEY_FORM.pattern.test(bootstrapKey)) {
    throw new SignalboxError(
      'config_invalid',
      `the bootstrap key has ${bootstrapKey.length} characters`,
      BOOTSTRAP_KEY_FORM.takes,
    );
  }
  return await db.transaction().execute(async (trx) => {
    const ops: ConfigOp[] = [];
    const defaults = await provisionDefaults(trx, secrets, ops);
    await provisionBootstrap(trx, defaults, bootstrapKey, ops);
    if (ops.length > 0) await recordConfigChange(trx, ops);
    return defaults;
  });
}

/** A key for a first start that was given none: 256 random bits. */
export function generateBootstrapKey(): string {
  return `sbxb_${randomBytes(32).toString('base64url')}`;
}

async function provisionDefaults(
  trx: Transaction<DB>,
  secrets: Secrets,
  ops: ConfigOp[],
): Promise<Defaults> {
  // The lock makes two first starts on one database follow each other.
  await trx
    .insertInto('installation')
    .values({ id: newId<'installation'>() })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const there = await trx
    .selectFrom('installation')
    .selectAll()
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { default_organisation_id, default_project_id, default_environment_id } = there;
  if (
    default_organisation_id !== null &&
    default_project_id !== null &&
    default_environment_id !== null
  ) {
    return {
      organisationId: default_organisation_id,
      projectId: default_project_id,
      environmentId: default_environment_id,
    };
  }
  const organisationId = newId<'organisation'>();
  await trx
    .insertInto('organisations')
    .values({ id: organisationId, name: 'default', managed_by: 'environment' })
    .execute();
  const made = await insertProject(trx, secrets, {
    organisation_id: organisationId,
    name: 'default',
    capture: 'full',
    retention_days: 30,
    allowed_origins: [],
    on_unsupported: 'refuse',
  });
  ops.push(...made.ops);
  const [environmentId = ''] = made.environmentIds;
  await trx
    .updateTable('installation')
    .set({
      default_organisation_id: organisationId,
      default_project_id: made.project.id,
      default_environment_id: environmentId,
    })
    .execute();
  await recordAudit(trx, {
    actor: { kind: 'system', id: 'control' },
    action: 'organisation.create',
    target: { kind: 'organisation', id: organisationId },
    organisationId,
    projectId: null,
    environmentId: null,
    before: null,
    after: { name: 'default', project_id: made.project.id },
    requestId: null,
    ip: null,
  });
  return { organisationId, projectId: made.project.id, environmentId };
}

async function provisionBootstrap(
  trx: Transaction<DB>,
  defaults: Defaults,
  bootstrapKey: string,
  ops: ConfigOp[],
): Promise<void> {
  const digest = hash('sha256', bootstrapKey, 'hex');
  const old = await trx.selectFrom('bootstrap_key').selectAll().executeTakeFirst();
  if (old?.hash === digest) return;
  const keyId = old?.key_id ?? newId<'key'>();
  const values = {
    key_id: keyId,
    hash: digest,
    organisation_id: defaults.organisationId,
    project_id: defaults.projectId,
    environment_id: defaults.environmentId,
  };
  const row = await trx
    .insertInto('bootstrap_key')
    .values(values)
    .onConflict((oc) => oc.column('one').doUpdateSet({ ...values, updated_at: new Date() }))
    .returningAll()
    .executeTakeFirstOrThrow();
  ops.push(bootstrapOp(row));
  await recordAudit(trx, {
    actor: { kind: 'system', id: 'control' },
    action: old === undefined ? 'bootstrap.create' : 'bootstrap.replace',
    target: { kind: 'bootstrap', id: keyId },
    organisationId: defaults.organisationId,
    projectId: null,
    environmentId: null,
    before: null,
    after: { key_id: keyId },
    requestId: null,
    ip: null,
  });
}
