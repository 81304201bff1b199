import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { newId } from '../lib/ids.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import {
  type Endpoint,
  endpoint,
  idAfter,
  idPage,
  PageQuery,
  pageOf,
} from '../platform/http/index.ts';
import {
  expectVersion,
  found,
  isAlready,
  Propagation,
  unchanged,
} from '../platform/management/index.ts';
import { hashCredential } from './authenticator.ts';
import type { IdentityContext } from './context.ts';
import { findKey, listKeys, showKey } from './key-queries.ts';
import {
  checkAllowedModels,
  checkOwner,
  checkOwnerMay,
  checkScopes,
  environmentOf,
} from './key-rules.ts';
import { mintKey } from './keys.ts';
import { checkNewOwner, keysOf, ownerOfNew } from './own-keys.ts';
import { keyOp } from './rows.ts';
import {
  ChangedKey,
  CreatedKey,
  CreateKey,
  IdParams,
  Key,
  KeyFilter,
  UpdateKey,
} from './schema.ts';

const tag = 'keys';

export function keyEndpoints(context: IdentityContext): Endpoint[] {
  return [create(context), list(context), get(context), update(context), revoke(context)];
}

function create({ mutate, published }: IdentityContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/keys',
    operationId: 'createKey',
    summary: 'Creates a key. The whole key is in this answer and never again.',
    tag,
    scope: 'keys:write',
    ownScope: 'keys:own',
    body: CreateKey,
    response: CreatedKey,
    status: 201,
    async handler(call) {
      const { caller, body } = call;
      const scopes = checkScopes(caller, body.kind, body.scopes);
      checkAllowedModels(body.kind, body.allowed_models);
      refusePast(body.expires_at);
      const { answer, generation } = await mutate('createKey', call, async (trx) => {
        const owner = ownerOfNew(caller, body);
        await checkOwner(trx, caller, owner);
        await checkOwnerMay(trx, caller.projectId, owner, scopes);
        const id = newId<'key'>();
        const key = mintKey(id);
        const row = await trx
          .insertInto('api_keys')
          .values({
            id,
            organisation_id: caller.organisationId,
            project_id: caller.projectId,
            environment_id: await environmentOf(trx, caller, body.environment),
            kind: body.kind,
            name: body.name,
            secret_hash: hashCredential(key).toString('hex'),
            scopes,
            owner_kind: owner.kind,
            owner_id: owner.id,
            allowed_models: body.allowed_models,
            expires_at: body.expires_at,
            created_by: caller.keyId,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        const shown = showKey(found(await findKey(trx, caller.projectId, id, null), 'key'));
        return {
          answer: { ...shown, key },
          audit: { action: 'key.create', target: { kind: 'key', id }, before: null, after: shown },
          ops: [keyOp(row)],
        };
      });
      return { ...answer, ...(await published(generation)) };
    },
  });
}

function list({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/keys',
    operationId: 'listKeys',
    summary: 'The keys of the project, newest first.',
    tag,
    scope: 'keys:read',
    ownScope: 'keys:own',
    query: PageQuery.extend(KeyFilter.shape),
    response: pageOf(Key),
    async handler({ caller, query }) {
      const rows = await listKeys(db, {
        projectId: caller.projectId,
        userId: keysOf(caller, 'keys:read'),
        kind: query.kind,
        environment: query.environment,
        status: query.status,
        afterId: idAfter(query),
        limit: query.limit,
      });
      return idPage(rows, query.limit, showKey);
    },
  });
}

function get({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/keys/:id',
    operationId: 'getKey',
    summary: 'One key, without its secret.',
    tag,
    scope: 'keys:read',
    ownScope: 'keys:own',
    params: IdParams,
    response: Key,
    async handler({ caller, params }) {
      return showKey(
        found(await findKey(db, caller.projectId, params.id, keysOf(caller, 'keys:read')), 'key'),
      );
    },
  });
}

function update({ mutate, published }: IdentityContext): Endpoint {
  return endpoint({
    method: 'PATCH',
    path: '/api/v1/keys/:id',
    operationId: 'updateKey',
    summary: 'Changes what a key may do, its name, owner or expiry.',
    tag,
    scope: 'keys:write',
    ownScope: 'keys:own',
    params: IdParams,
    body: UpdateKey,
    response: ChangedKey,
    async handler(call) {
      const { caller, params, body, headers } = call;
      refusePast(body.expires_at ?? null);
      const { answer, generation } = await mutate('updateKey', call, async (trx) => {
        await lockKey(trx, params.id);
        const own = keysOf(caller, 'keys:write');
        const old = found(await findKey(trx, caller.projectId, params.id, own), 'key');
        expectVersion(headers.ifMatch, old.version);
        if (old.revoked_at !== null) {
          throw new SignalboxError(
            'conflict',
            'the key was revoked',
            'A revoked key stays so: create another.',
          );
        }
        const before = showKey(old);
        checkNewOwner(caller, body);
        if (body.scopes !== undefined) checkScopes(caller, before.kind, body.scopes);
        if (body.allowed_models !== undefined) checkAllowedModels(before.kind, body.allowed_models);
        const wanted = wantedOf(body, old.scopes);
        if (isAlready(old, wanted)) return unchanged(before);
        const owner = body.owner ?? before.owner;
        if (!isDeepStrictEqual(owner, before.owner)) await checkOwner(trx, caller, owner);
        if (body.owner !== undefined || wanted.scopes !== undefined)
          await checkOwnerMay(trx, caller.projectId, owner, wanted.scopes ?? old.scopes);
        const row = await trx
          .updateTable('api_keys')
          .set({ ...wanted, updated_at: new Date() })
          .where('id', '=', params.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        const after = showKey(found(await findKey(trx, caller.projectId, params.id, own), 'key'));
        return {
          answer: after,
          audit: { action: 'key.update', target: { kind: 'key', id: params.id }, before, after },
          ops: [keyOp(row)],
        };
      });
      return { ...answer, ...(await published(generation)) };
    },
  });
}

/** The columns that a change sets. Scopes in another order are the same scopes. */
function wantedOf(body: UpdateKey, had: readonly string[]) {
  const scopes = [...new Set<string>(body.scopes)];
  const same = scopes.length === had.length && scopes.every((scope) => had.includes(scope));
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.scopes === undefined || same ? {} : { scopes }),
    ...(body.allowed_models === undefined ? {} : { allowed_models: body.allowed_models }),
    ...(body.expires_at === undefined
      ? {}
      : { expires_at: body.expires_at === null ? null : new Date(body.expires_at) }),
    ...(body.owner === undefined ? {} : { owner_kind: body.owner.kind, owner_id: body.owner.id }),
  };
}

const RevokedKey = z
  .object({ id: z.uuid(), revoked_at: z.string(), ...Propagation.shape })
  .meta({ id: 'RevokedKey' });

function revoke({ mutate, published }: IdentityContext): Endpoint {
  return endpoint({
    method: 'DELETE',
    path: '/api/v1/keys/:id',
    operationId: 'revokeKey',
    summary:
      'Revokes a key, and names the processes that no longer take it. Again: the same answer.',
    tag,
    scope: 'keys:write',
    ownScope: 'keys:own',
    params: IdParams,
    response: RevokedKey,
    async handler(call) {
      const { caller, params, headers } = call;
      const { answer, generation } = await mutate('revokeKey', call, async (trx) => {
        await lockKey(trx, params.id);
        const own = keysOf(caller, 'keys:write');
        const old = found(await findKey(trx, caller.projectId, params.id, own), 'key');
        expectVersion(headers.ifMatch, old.version);
        if (old.revoked_at !== null)
          return unchanged({ id: old.id, revoked_at: old.revoked_at.toISOString() });
        const row = await trx
          .updateTable('api_keys')
          .set({ revoked_at: new Date() })
          .where('id', '=', params.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        const after = showKey(found(await findKey(trx, caller.projectId, params.id, own), 'key'));
        return {
          answer: { id: row.id, revoked_at: after.revoked_at ?? '' },
          audit: {
            action: 'key.revoke',
            target: { kind: 'key', id: row.id },
            before: showKey(old),
            after,
          },
          ops: [keyOp(row)],
        };
      });
      return { ...answer, ...(await published(generation)) };
    },
  });
}

/** Two changes of one key follow each other, so that If-Match compares what is in force. */
async function lockKey(
  trx: Parameters<Parameters<IdentityContext['mutate']>[2]>[0],
  id: string,
): Promise<void> {
  await trx.selectFrom('api_keys').select('id').where('id', '=', id).forUpdate().execute();
}

function refusePast(expiresAt: string | null): void {
  if (expiresAt === null || Date.parse(expiresAt) > Date.now()) return;
  throw new SignalboxError(
    'request_invalid',
    'body/expires_at: this time has passed',
    'Give a later one, or revoke the key.',
  );
}
