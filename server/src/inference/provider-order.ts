import { SignalboxError } from '../platform/errors/index.ts';
import { type Endpoint, endpoint } from '../platform/http/index.ts';
import { unchanged } from '../platform/management/index.ts';
import type { InferenceContext } from './context.ts';
import { ownersOnly, showProvider, visibleProviders } from './provider-rows.ts';
import { type ProviderRow, providerOp } from './rows.ts';
import { ProviderList, ProviderOrder } from './schema.ts';

/**
 * The places that the listed providers hold are handed out anew among them, so that those of other projects stay where they
 * are. Moving one of every project changes what a bare name means to all: owners only.
 */
export function orderEndpoint({ mutate }: InferenceContext): Endpoint {
  return endpoint({
    method: 'PUT',
    path: '/api/v1/providers/order',
    operationId: 'orderProviders',
    summary: 'Sets the order in which a bare model name is looked up.',
    tag: 'providers',
    scope: 'providers:write',
    body: ProviderOrder,
    response: ProviderList,
    async handler(call) {
      const { caller, body } = call;
      const { answer } = await mutate('orderProviders', call, async (trx) => {
        const rows = await visibleProviders(trx, caller)
          .orderBy('position')
          .orderBy('id')
          .forUpdate()
          .execute();
        const wanted = inOrder(rows, body.ids);
        const places = placesOf(rows);
        const moved: ProviderRow[] = [];
        const after: ProviderRow[] = [];
        for (const [index, row] of wanted.entries()) {
          const position = places[index] ?? index;
          if (row.position === position) {
            after.push(row);
            continue;
          }
          if (row.project_id === null && caller.reach !== 'organisation')
            throw ownersOnly('move a provider of every project');
          const changed = await trx
            .updateTable('providers')
            .set({ position })
            .where('id', '=', row.id)
            .returningAll()
            .executeTakeFirstOrThrow();
          moved.push(changed);
          after.push(changed);
        }
        if (moved.length === 0) return unchanged({ data: after.map(showProvider) });
        const shared = moved.some(({ project_id }) => project_id === null);
        return {
          answer: { data: after.map(showProvider) },
          audit: {
            action: 'provider.order',
            target: { kind: 'project', id: caller.projectId },
            before: { order: rows.map(({ name }) => name) },
            after: { order: after.map(({ name }) => name) },
            ...(shared ? { projectId: null } : {}),
          },
          ops: moved.map(providerOp),
        };
      });
      return answer;
    },
  });
}

function inOrder(rows: readonly ProviderRow[], ids: readonly string[]): ProviderRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const wanted = [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
  if (wanted.length === rows.length && ids.length === rows.length) return wanted;
  throw new SignalboxError(
    'request_invalid',
    'body/ids: these are not the providers of the project, each once',
    'Read the list again (GET /api/v1/providers): one was added or removed meanwhile.',
  );
}

/** Ascending, and no two the same. */
function placesOf(rows: readonly ProviderRow[]): number[] {
  let last = -1;
  return rows.map(({ position }) => {
    last = Math.max(last + 1, position);
    return last;
  });
}
