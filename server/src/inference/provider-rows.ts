import type { Kysely } from 'kysely';
import { SignalboxError } from '../platform/errors/index.ts';
import type { Caller } from '../platform/http/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import type { InferenceContext } from './context.ts';
import { ProviderEntity } from './entities.ts';
import { presetOf } from './presets/index.ts';
import { providerKind, takesAnyModel } from './provider-kinds.ts';
import { protocolsOf } from './providers/protocols-of.ts';
import type { ProviderRow } from './rows.ts';
import type { Provider } from './schema.ts';

/** A project's own and everyone's. */
export function visibleProviders(db: Kysely<DB>, caller: Caller) {
  return db
    .selectFrom('providers')
    .selectAll()
    .where((eb) => eb.or([eb('project_id', '=', caller.projectId), eb('project_id', 'is', null)]));
}

export function ownersOnly(what: string): SignalboxError {
  return new SignalboxError(
    'scope_missing',
    `this key belongs to one project and cannot ${what}`,
    'Use the owner key (bootstrap key) of this installation.',
  );
}

/**
 * Whoever names the host that prompts go to, or the account there, decides who reads them: it takes the right to content as
 * well, in every project where the provider is of every project. Throws `scope_missing`.
 */
export async function checkMaySendContent(
  { seesContentEverywhere }: Pick<InferenceContext, 'seesContentEverywhere'>,
  db: Kysely<DB>,
  caller: Caller,
  projectId: string | null,
): Promise<void> {
  const may =
    projectId === null
      ? await seesContentEverywhere(db, caller)
      : caller.scopes.has('traces:content');
  if (may) return;
  throw new SignalboxError(
    'scope_missing',
    'you may not see prompts and answers here, and so cannot decide which host or account they are sent to',
    'Ask someone who may see them (scope traces:content) to set URL and credential; the rest you may change.',
    { details: { scopes: ['traces:content'] } },
  );
}

/** For the audit log, which masks what is secret and shows that it changed. */
export function auditedProvider(row: ProviderRow): Record<string, unknown> {
  return { ...showProvider(row), credential: row.credential, header_values: row.header_values };
}

export function credentialFromOf(row: ProviderRow): 'stored' | 'caller' {
  return row.credential_from === 'caller' ? 'caller' : 'stored';
}

export function showProvider(row: ProviderRow): Provider {
  return {
    id: row.id,
    project_id: row.project_id,
    name: row.name,
    kind: ProviderEntity.shape.kind.parse(row.kind),
    preset: presetOf(row)?.id ?? null,
    remote: providerKind(row.kind).remote,
    takes_any_model: takesAnyModel(row),
    base_url: row.base_url,
    has_credential: row.credential !== null,
    credential_from: credentialFromOf(row),
    header_names: row.header_names,
    openai_organization: row.openai_organization,
    openai_project: row.openai_project,
    account_from_client: row.account_from_client,
    api_version: row.api_version,
    speaks_responses: row.speaks_responses,
    protocols: protocolsOf(row).map(({ name }) => name),
    position: row.position,
    models: row.models,
    managed_by: ProviderEntity.shape.managed_by.parse(row.managed_by),
    enabled: row.enabled,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    version: row.version,
  };
}
