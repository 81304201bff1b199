import { z } from 'zod';
import { newId } from '../lib/ids.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import { type Endpoint, endpoint } from '../platform/http/index.ts';
import { found, uniqueOr } from '../platform/management/index.ts';
import type { InferenceContext } from './context.ts';
import { checkGguf, modelNameOf } from './gguf.ts';
import { modelListEndpoint, showLocal } from './model-list.ts';
import { ownersOnly } from './provider-rows.ts';
import { goneOp, localModelOp } from './rows.ts';
import { AddModel, Model, Removed } from './schema.ts';

const tag = 'models';

export function modelEndpoints(context: InferenceContext): Endpoint[] {
  return [modelListEndpoint(context), add(context), remove(context)];
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
