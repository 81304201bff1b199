import { z } from 'zod';
import { newId } from '../lib/ids.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import { type Endpoint, endpoint, pageOf } from '../platform/http/index.ts';
import { found, uniqueOr } from '../platform/management/index.ts';
import type { InferenceContext } from './context.ts';
import { ProviderEntity } from './entities.ts';
import { checkGguf, modelNameOf } from './gguf.ts';
import { contextWindow } from './prices/index.ts';
import { ownersOnly, visibleProviders } from './provider-rows.ts';
import { SANDBOX_MODELS } from './providers/sandbox/index.ts';
import { goneOp, type LocalModelRow, localModelOp } from './rows.ts';
import { AddModel, type LocalState, Model, Removed } from './schema.ts';
import { priceBookOf, statedPrice } from './stated-prices.ts';

const tag = 'models';
const MAX_LISTED = 10_000;

export function modelEndpoints(context: InferenceContext): Endpoint[] {
  return [list(context), add(context), remove(context)];
}

function list({ db, localStates }: InferenceContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/models',
    operationId: 'listModels',
    summary:
      'The models that are known by name, by provider in order. A provider without a list passes any name on.',
    tag,
    scope: 'models:read',
    response: pageOf(Model),
    async handler({ caller }) {
      const providers = await visibleProviders(db, caller)
        .where('enabled', '=', true)
        .orderBy('position')
        .limit(1000)
        .execute();
      const local = await db.selectFrom('local_models').selectAll().orderBy('name').execute();
      const [states, prices] = await Promise.all([localStates(), priceBookOf(db, caller)]);
      const atMs = Date.now();
      const data = providers.flatMap((provider): Model[] => {
        const entity = ProviderEntity.pick({ name: true, kind: true, base_url: true }).parse(
          provider,
        );
        const priced = (model: Model): Model => {
          const question = {
            provider: entity,
            model: model.name,
            projectId: caller.projectId,
            atMs,
          };
          const table = prices.ratesOf(question);
          return table === null ? model : { ...model, price: statedPrice(table) };
        };
        if (provider.kind === 'local')
          return local.map((row) => priced(showLocal(provider.name, row, states)));
        const names = provider.kind === 'sandbox' ? [...SANDBOX_MODELS] : (provider.models ?? []);
        const host = { name: provider.name, baseUrl: provider.base_url };
        return names.map((name) =>
          priced({
            id: `${provider.name}/${name}`,
            provider: provider.name,
            name,
            task: null,
            context_tokens: provider.kind === 'openai' ? contextWindow(host, name) : null,
            local: false,
            local_state: null,
            price: null,
          }),
        );
      });
      return { data: data.slice(0, MAX_LISTED), next_cursor: null };
    },
  });
}

function add({ mutate }: InferenceContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/models',
    operationId: 'addModel',
    summary: 'Serves a GGUF file on the server as a local chat model. Owners only.',
    tag,
    scope: 'models:write',
    body: AddModel,
    response: Model,
    status: 201,
    async handler(call) {
      const { caller, body } = call;
      // A path of the server is the operator's to name.
      if (caller.reach !== 'organisation') throw ownersOnly('name files of the server');
      await checkGguf(body.path);
      const name = body.name ?? modelNameOf(body.path);
      if (name === '') {
        throw new SignalboxError(
          'request_invalid',
          'body/name: the name of the file gives none',
          'Name the model.',
        );
      }
      const { answer } = await mutate('addModel', call, async (trx) => {
        const row = await uniqueOr(
          { message: `there is a local model named ${name}`, next: 'Take another name.' },
          () =>
            trx
              .insertInto('local_models')
              .values({
                id: newId<'model'>(),
                name,
                task: 'chat',
                path: body.path,
                context_tokens: body.context_tokens,
              })
              .returningAll()
              .executeTakeFirstOrThrow(),
        );
        const shown = showLocal('local', row, null);
        return {
          answer: shown,
          audit: {
            action: 'model.add',
            target: { kind: 'model', id: row.id },
            before: null,
            after: { ...shown, path: row.path },
            projectId: null,
          },
          ops: [localModelOp(row)],
        };
      });
      return answer;
    },
  });
}

function remove({ mutate }: InferenceContext): Endpoint {
  return endpoint({
    method: 'DELETE',
    path: '/api/v1/models/local/:name',
    operationId: 'removeModel',
    summary: 'No longer serves a local model; its file stays. Owners only.',
    tag,
    scope: 'models:write',
    params: z.object({ name: z.string().min(1).max(100) }),
    response: Removed,
    async handler(call) {
      const { caller, params } = call;
      if (caller.reach !== 'organisation') throw ownersOnly('remove a local model');
      const { answer, generation } = await mutate('removeModel', call, async (trx) => {
        const row = found(
          await trx
            .selectFrom('local_models')
            .selectAll()
            .where('name', '=', params.name)
            .forUpdate()
            .executeTakeFirst(),
          'local model',
        );
        if (row.managed_by === 'environment') {
          throw new SignalboxError(
            'conflict',
            `${row.name} comes with Signalbox and would be back at the next start`,
            'Start with --no-local-model to serve none of them.',
          );
        }
        await trx.deleteFrom('local_models').where('id', '=', row.id).execute();
        return {
          answer: { id: row.id, removed: true as const },
          audit: {
            action: 'model.remove',
            target: { kind: 'model', id: row.id },
            before: { ...showLocal('local', row, null), path: row.path },
            after: null,
            projectId: null,
          },
          ops: [goneOp('local_model', row.id)],
        };
      });
      return { ...answer, generation };
    },
  });
}

const RESTING: LocalState = { state: 'resting', memory_bytes: 0, requests: 0 };

function showLocal(
  provider: string,
  row: LocalModelRow,
  states: ReadonlyMap<string, LocalState> | null,
): Model {
  return {
    id: `${provider}/${row.name}`,
    provider,
    name: row.name,
    task: row.task === 'chat' ? 'chat' : 'embeddings',
    context_tokens: row.context_tokens,
    local: true,
    local_state: states === null ? null : (states.get(row.name) ?? RESTING),
    price: null,
  };
}
