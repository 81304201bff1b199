import { type Kysely, sql } from 'kysely';
import { newId } from '../lib/ids.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import {
  type Caller,
  decodeCursor,
  type Endpoint,
  encodeCursor,
  endpoint,
  PageQuery,
  pageOf,
} from '../platform/http/index.ts';
import {
  expectVersion,
  found,
  isAlready,
  unchanged,
  uniqueOr,
} from '../platform/management/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import { storedBaseUrl } from './base-url.ts';
import { checkAddress } from './check-address.ts';
import type { InferenceContext } from './context.ts';
import { changedHeaders, storedChange, storedHeaders } from './provider-headers.ts';
import { providerKind } from './provider-kinds.ts';
import { orderEndpoint } from './provider-order.ts';
import { presetEndpoint, statedHost } from './provider-presets.ts';
import {
  auditedProvider,
  checkMaySendContent,
  credentialFromOf,
  ownersOnly,
  showProvider,
  visibleProviders,
} from './provider-rows.ts';
import { changesAccount, checkCredential, statedSettings } from './provider-settings.ts';
import { goneOp, type ProviderRow, providerOp } from './rows.ts';
import { CreateProvider, IdParams, Provider, Removed, UpdateProvider } from './schema.ts';

const tag = 'providers';
const place = (id: string) => ({ table: 'providers', row: id, column: 'credential' });

export function providerEndpoints(context: InferenceContext): Endpoint[] {
  return [
    list(context),
    presetEndpoint(),
    orderEndpoint(context),
    create(context),
    get(context),
    update(context),
    remove(context),
  ];
}

function list({ db }: InferenceContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/providers',
    operationId: 'listProviders',
    summary: 'The providers of the project, in the order in which a bare model name is looked up.',
    tag,
    scope: 'providers:read',
    query: PageQuery,
    response: pageOf(Provider),
    async handler({ caller, query }) {
      let rows = visibleProviders(db, caller)
        .orderBy('position')
        .orderBy('id')
        .limit(query.limit + 1);
      if (query.cursor !== undefined) {
        const [position = '', id = ''] = decodeCursor(query.cursor, 2, isPlace);
        rows = rows.where(sql<boolean>`(position, id) > (${Number(position)}, ${id}::uuid)`);
      }
      const read = await rows.execute();
      const last = read[query.limit - 1];
      return {
        data: read.slice(0, query.limit).map(showProvider),
        next_cursor:
          read.length > query.limit && last !== undefined
            ? encodeCursor([String(last.position), last.id])
            : null,
      };
    },
  });
}

const isPlace = ([position = '', id = '']: readonly string[]) =>
  /^\d{1,9}$/.test(position) && /^[0-9a-f-]{36}$/.test(id);

function create(context: InferenceContext): Endpoint {
  const { mutate, secrets } = context;
  return endpoint({
    method: 'POST',
    path: '/api/v1/providers',
    operationId: 'createProvider',
    summary: 'Adds a model host; it comes last in the order of bare names.',
    tag,
    scope: 'providers:write',
    body: CreateProvider,
    response: Provider,
    status: 201,
    async handler(call) {
      const { caller, body } = call;
      const owner = caller.reach === 'organisation';
      if (body.shared && !owner) throw ownersOnly('add a provider for every project');
      const { kind, baseUrl } = statedHost(body);
      const settings = statedSettings(kind, body);
      checkCredential(body.credential, settings.credential_from ?? 'stored');
      if (!owner) await checkAddress(context, baseUrl);
      const { answer } = await mutate('createProvider', call, async (trx) => {
        await checkMaySendContent(context, trx, caller, body.shared ? null : caller.projectId);
        const id = newId<'provider'>();
        const row = await uniqueOr(
          {
            message: `there is a provider named ${body.name}`,
            next: 'Take another name, or change that one (PATCH /api/v1/providers/{id}).',
          },
          async () =>
            trx
              .insertInto('providers')
              .values({
                id,
                organisation_id: body.shared ? null : caller.organisationId,
                project_id: body.shared ? null : caller.projectId,
                name: body.name,
                kind,
                base_url: storedBaseUrl(baseUrl, kind),
                credential:
                  body.credential === null ? null : secrets.encrypt(body.credential, place(id)),
                ...storedHeaders(secrets, id, changedHeaders({}, body.headers)),
                ...settings,
                position: await nextPosition(trx),
                models: body.models,
                enabled: body.enabled,
                operator_managed: owner,
                managed_by: 'api',
              })
              .returningAll()
              .executeTakeFirstOrThrow(),
        );
        const shown = showProvider(row);
        return {
          answer: shown,
          audit: {
            action: 'provider.create',
            target: { kind: 'provider', id },
            before: null,
            after: auditedProvider(row),
            projectId: row.project_id,
          },
          ops: [providerOp(row)],
        };
      });
      return answer;
    },
  });
}

function get({ db }: InferenceContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/providers/:id',
    operationId: 'getProvider',
    summary: 'One provider, without its credential.',
    tag,
    scope: 'providers:read',
    params: IdParams,
    response: Provider,
    async handler({ caller, params }) {
      const row = await visibleProviders(db, caller).where('id', '=', params.id).executeTakeFirst();
      return showProvider(found(row, 'provider'));
    },
  });
}

function update(context: InferenceContext): Endpoint {
  const { mutate, secrets } = context;
  return endpoint({
    method: 'PATCH',
    path: '/api/v1/providers/:id',
    operationId: 'updateProvider',
    summary: 'Changes a provider. Another base URL drops the credential unless that is given too.',
    tag,
    scope: 'providers:write',
    params: IdParams,
    body: UpdateProvider,
    response: Provider,
    async handler(call) {
      const { caller, params, body, headers } = call;
      await checkMove(context, caller, params.id, body.base_url);
      const { answer } = await mutate('updateProvider', call, async (trx) => {
        const old = await lockChangeable(trx, caller, params.id);
        expectVersion(headers.ifMatch, old.version);
        const baseUrl =
          body.base_url === undefined ? old.base_url : storedBaseUrl(body.base_url, old.kind);
        const moved = baseUrl !== old.base_url;
        const settings = statedSettings(old.kind, body);
        const credentialFrom =
          settings.credential_from ?? (moved ? 'stored' : credentialFromOf(old));
        const ofHost = [body.credential, body.headers, ...Object.values(settings)];
        if (!providerKind(old.kind).remote && (moved || ofHost.some((one) => one !== undefined))) {
          throw new SignalboxError(
            'request_invalid',
            `the provider ${old.name} is part of this installation and has no URL, credential, headers or account`,
            'It can only be enabled and disabled.',
          );
        }
        checkCredential(body.credential, credentialFrom);
        // Else whoever may change a URL could have the credential that someone else set sent to a host of their own.
        const kept = moved || credentialFrom === 'caller' ? null : old.credential;
        const wanted = {
          base_url: baseUrl,
          credential: body.credential === undefined ? kept : sealed(secrets, old, body.credential),
          ...storedChange(secrets, old, body.headers, moved),
          ...settings,
          credential_from: credentialFrom,
          models: body.models === undefined ? old.models : body.models,
          enabled: body.enabled ?? old.enabled,
          ...(moved
            ? { operator_managed: caller.reach === 'organisation', address_exempt: false }
            : {}),
        };
        if (isAlready(old, wanted)) return unchanged(showProvider(old));
        if (
          moved ||
          changesAccount(old, settings) ||
          (['credential', 'header_values'] as const).some(
            (name) => wanted[name] !== null && wanted[name] !== old[name],
          )
        )
          await checkMaySendContent(context, trx, caller, old.project_id);
        const row = await trx
          .updateTable('providers')
          .set(wanted)
          .where('id', '=', old.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        const after = showProvider(row);
        return {
          answer: after,
          audit: {
            action: 'provider.update',
            target: { kind: 'provider', id: old.id },
            before: auditedProvider(old),
            after: auditedProvider(row),
            projectId: old.project_id,
          },
          ops: [providerOp(row)],
        };
      });
      return answer;
    },
  });
}

/** Before the transaction, since names are looked up. That what is there may stay is decided by the row as it is now. */
async function checkMove(
  context: InferenceContext,
  caller: Caller,
  id: string,
  baseUrl: string | undefined,
): Promise<void> {
  if (baseUrl === undefined || caller.reach === 'organisation') return;
  const old = await visibleProviders(context.db, caller).where('id', '=', id).executeTakeFirst();
  if (old !== undefined && old.base_url !== storedBaseUrl(baseUrl, old.kind))
    await checkAddress(context, baseUrl);
}

/** The credential as it is stored: as it stands where it is the same, since no two ciphertexts are alike. */
function sealed(
  secrets: InferenceContext['secrets'],
  old: ProviderRow,
  credential: string | null,
): string | null {
  if (credential === null) return null;
  const known = old.credential === null ? null : secrets.decrypt(old.credential, place(old.id));
  return known === credential ? old.credential : secrets.encrypt(credential, place(old.id));
}

function remove({ mutate }: InferenceContext): Endpoint {
  return endpoint({
    method: 'DELETE',
    path: '/api/v1/providers/:id',
    operationId: 'deleteProvider',
    summary: 'Removes a provider and its credential.',
    tag,
    scope: 'providers:write',
    params: IdParams,
    response: Removed,
    async handler(call) {
      const { caller, params, headers } = call;
      const { answer, generation } = await mutate('deleteProvider', call, async (trx) => {
        const old = await lockChangeable(trx, caller, params.id);
        expectVersion(headers.ifMatch, old.version);
        if (old.managed_by === 'environment') {
          throw new SignalboxError(
            'conflict',
            `the provider ${old.name} is set by the environment and would be back at the next start`,
            'Disable it ({"enabled": false}), or start without its variable.',
          );
        }
        await trx.deleteFrom('providers').where('id', '=', old.id).execute();
        return {
          answer: { id: old.id, removed: true as const },
          audit: {
            action: 'provider.delete',
            target: { kind: 'provider', id: old.id },
            before: auditedProvider(old),
            after: null,
            projectId: old.project_id,
          },
          ops: [goneOp('provider', old.id)],
        };
      });
      return { ...answer, generation };
    },
  });
}

/** What is of every project is the operator's: a project's key sees it and may not change it. */
async function lockChangeable(db: Kysely<DB>, caller: Caller, id: string): Promise<ProviderRow> {
  const row = found(
    await visibleProviders(db, caller).where('id', '=', id).forUpdate().executeTakeFirst(),
    'provider',
  );
  if (row.project_id === null && caller.reach !== 'organisation')
    throw ownersOnly('change a provider of every project');
  return row;
}

/** After all others: adding a provider must not change which one answers for a bare name. */
export async function nextPosition(db: Kysely<DB>): Promise<number> {
  // Two that are added at once must not get one position.
  await sql`SELECT pg_advisory_xact_lock(hashtext('signalbox providers.position'))`.execute(db);
  const { last } = await db
    .selectFrom('providers')
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? -1) + 1;
}
