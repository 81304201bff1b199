import type { Kysely } from 'kysely';
import { type Caller, type Endpoint, endpoint } from '../platform/http/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import type { InferenceContext } from './context.ts';
import { ProviderEntity } from './entities.ts';
import { unionOf } from './known-models.ts';
import { contextWindow } from './prices/index.ts';
import { namedModels, providerKind, takesAnyModel } from './provider-kinds.ts';
import { visibleProviders } from './provider-rows.ts';
import type { LocalModelRow, ProviderRow } from './rows.ts';
import { type LocalState, type Model, ModelListQuery, ModelPage } from './schema.ts';
import { priceBookOf, statedPrice } from './stated-prices.ts';

const MAX_LISTED = 10_000;
const USED_MS = 30 * 86_400_000;

/** Every model that is known by name, wherever from, with what it costs and how it did. */
export function modelListEndpoint(context: InferenceContext): Endpoint {
  const { db, localStates, listedModels, usedModels } = context;
  return endpoint({
    method: 'GET',
    path: '/api/v1/models',
    operationId: 'listModels',
    summary:
      'The models that are known by name: of stored lists, named by their providers, or used; by provider in order. A provider without a list passes any name on.',
    tag: 'models',
    scope: 'models:read',
    query: ModelListQuery,
    response: ModelPage,
    async handler({ caller, query, signal }) {
      const atMs = Date.now();
      const wanted = new Set((query.sources ?? 'stored,live,used').split(','));
      const providers = await callableProviders(db, caller);
      const open = providers.filter(takesAnyModel);
      const range = {
        from: query.from ?? new Date(atMs - USED_MS).toISOString(),
        to: query.to ?? new Date(atMs).toISOString(),
        ...(query.environment === undefined ? {} : { environment: query.environment }),
      };
      const [local, states, prices, listed, used] = await Promise.all([
        db.selectFrom('local_models').selectAll().orderBy('name').execute(),
        localStates(),
        priceBookOf(db, caller),
        wanted.has('live') && open.length > 0 ? listedModels(caller, signal) : null,
        wanted.has('used') ? usedModels(caller, range, signal) : null,
      ]);
      const named = new Map(providers.map((provider) => [provider.name, provider]));
      const describe = (provider: string, name: string): Model => {
        const entity = named.get(provider);
        const shown = showNamed(entity, provider, name);
        if (entity === undefined) return shown;
        const table = prices.ratesOf({
          provider: ProviderEntity.pick({ name: true, kind: true, base_url: true }).parse(entity),
          model: name,
          projectId: caller.projectId,
          atMs,
        });
        return table === null ? shown : { ...shown, price: statedPrice(table) };
      };
      const stored = providers.flatMap((provider): Model[] => {
        if (!servesEngine(provider))
          return namedModels(provider, []).map((model) => describe(provider.name, model));
        return local.map((row) => ({
          ...showLocal(provider.name, row, states),
          price: describe(provider.name, row.name).price,
        }));
      });
      const live = listed?.filter((id) => open.some(({ name }) => id.startsWith(`${name}/`))) ?? [];
      const data = unionOf(
        { stored: wanted.has('stored') ? stored : [], live, used },
        providers.map(({ name }) => name),
        describe,
      );
      return {
        data: data.slice(0, MAX_LISTED),
        next_cursor: null,
        missing: [
          ...(wanted.has('live')
            ? open
                .filter(({ name }) => !live.some((id) => id.startsWith(`${name}/`)))
                .map(({ name }) => ({ source: 'live' as const, provider: name }))
            : []),
          ...(wanted.has('used') && used === null
            ? [{ source: 'used' as const, provider: null }]
            : []),
        ],
      };
    },
  });
}

/** In their order; a project's own stands for one of every project with the same name, as for the gateways. */
async function callableProviders(db: Kysely<DB>, caller: Caller): Promise<ProviderRow[]> {
  const rows = await visibleProviders(db, caller)
    .where('enabled', '=', true)
    .orderBy('position')
    .limit(1000)
    .execute();
  const own = new Set(rows.filter((row) => row.project_id !== null).map(({ name }) => name));
  return rows.filter((row) => row.project_id !== null || !own.has(row.name));
}

/** Undefined: there is no such provider any more. */
function servesEngine(provider: ProviderRow | undefined): boolean {
  return provider !== undefined && providerKind(provider.kind).models === 'engine';
}

function showNamed(provider: ProviderRow | undefined, providerName: string, name: string): Model {
  const billing = provider === undefined ? null : providerKind(provider.kind).billing;
  return {
    id: `${providerName}/${name}`,
    provider: providerName,
    name,
    task: null,
    context_tokens:
      provider !== undefined && billing === 'public_table'
        ? contextWindow(
            ProviderEntity.pick({ name: true, kind: true, base_url: true }).parse(provider),
            name,
          )
        : null,
    local: servesEngine(provider),
    self_hosted: billing === 'self_hosted',
    local_state: null,
    price: null,
    sources: [],
    usage: null,
  };
}

const RESTING: LocalState = { state: 'resting', memory_bytes: 0, requests: 0 };

export function showLocal(
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
    self_hosted: true,
    local_state: states === null ? null : (states.get(row.name) ?? RESTING),
    price: null,
    sources: ['stored'],
    usage: null,
  };
}
