import { ProjectEntity } from '../identity/index.ts';
import {
  createPriceBook,
  LocalModelEntity,
  namedModels,
  type PriceBook,
  PriceEntity,
  type Provider,
  ProviderCredentialEntity,
  ProviderEntity,
  providerKind,
  RouteEntity,
  takesAnyModel,
  withCredential,
} from '../inference/index.ts';
import { latest } from '../lib/latest.ts';
import {
  type ConfigState,
  EntityReader,
  type ReadEntity,
  type ReportEntity,
} from '../platform/config-stream/follow.ts';
import {
  CompiledConfig,
  type Entry,
  type EntryConnection,
  type ProjectSettings,
  type Route,
  type Routes,
} from './compiled-config.ts';
import { ProviderOrigin } from './kept/provider-origin.ts';
import { RetryBudget } from './resilience/retry-budget.ts';

/**
 * Compiles the configuration part by part. A part is made anew only when an entity that it is made of has changed, and an
 * entity is read only when it has: a new key costs neither the prices nor the providers.
 */
export class ConfigCompiler {
  readonly #projects: EntityReader<ProjectEntity>;
  readonly #prices: EntityReader<PriceEntity>;
  readonly #localModels: EntityReader<LocalModelEntity>;
  readonly #providers: EntityReader<ProviderEntity>;
  readonly #routes: EntityReader<RouteEntity>;
  readonly #credentials: EntityReader<ProviderCredentialEntity>;
  readonly #settings = latest(settingsOf);
  readonly #priceBook = latest(priceBookOf);
  readonly #entries = latest(entriesOf);
  readonly #routesByName = latest(routesOf);

  constructor(report: ReportEntity) {
    this.#projects = new EntityReader('project', ProjectEntity, report);
    this.#prices = new EntityReader('price', PriceEntity, report);
    this.#localModels = new EntityReader('local_model', LocalModelEntity, report);
    this.#providers = new EntityReader('provider', ProviderEntity, report);
    this.#routes = new EntityReader('route', RouteEntity, report);
    this.#credentials = new EntityReader('provider_credential', ProviderCredentialEntity, report);
  }

  /** `providers` are the living ones by entity id. */
  compile(state: ConfigState, providers: ReadonlyMap<string, Provider>): CompiledConfig {
    return new CompiledConfig({
      projects: this.#settings(this.#projects.all(state)),
      prices: this.#priceBook(this.#prices.all(state), this.#providers.all(state)),
      entries: this.#entries(
        this.#providers.all(state),
        this.#credentials.all(state),
        this.#localModels.all(state),
        providers,
      ),
      routes: this.#routesByName(this.#routes.all(state)),
    });
  }
}

function settingsOf(
  projects: readonly ReadEntity<ProjectEntity>[],
): ReadonlyMap<string, ProjectSettings> {
  return new Map(
    projects.map(({ id, value }) => [
      id,
      {
        capture: value.capture,
        retentionDays: value.retention_days,
        origins: value.allowed_origins ?? [],
        onUnsupported: value.on_unsupported,
      },
    ]),
  );
}

/** Prices are remembered by provider, so that a changed one makes another book. */
function priceBookOf(
  prices: readonly ReadEntity<PriceEntity>[],
  _providers: readonly ReadEntity<ProviderEntity>[],
): PriceBook {
  return createPriceBook(prices);
}

function entriesOf(
  entities: readonly ReadEntity<ProviderEntity>[],
  credentials: readonly ReadEntity<ProviderCredentialEntity>[],
  localModels: readonly ReadEntity<LocalModelEntity>[],
  providers: ReadonlyMap<string, Provider>,
): readonly Entry[] {
  const local = localModels.map(({ value }) => value.name);
  const entries = entities.flatMap(({ id, value }): Entry[] => {
    if (!value.enabled) return [];
    const more = credentials.filter((credential) => credential.value.provider_id === id);
    const [first, ...others] = connectionsOf({ id, value }, more, providers);
    if (first === undefined) return [];
    return [{ entity: value, connections: [first, ...others], ...servedBy(value, local) }];
  });
  // Positions are unique within a project only; the name decides between others, so that the order is total.
  return entries.sort(
    (a, b) => a.entity.position - b.entity.position || (a.entity.name < b.entity.name ? -1 : 1),
  );
}

function connectionsOf(
  { id, value }: ReadEntity<ProviderEntity>,
  credentials: readonly ReadEntity<ProviderCredentialEntity>[],
  providers: ReadonlyMap<string, Provider>,
): readonly EntryConnection[] {
  const own = providers.get(id);
  const first =
    own === undefined ? [] : [{ provider: own, weight: 1, ...connectedBy(id, value, null) }];
  const others = credentials.flatMap((credential): EntryConnection[] => {
    const provider = providers.get(credential.id);
    if (!credential.value.enabled || provider === undefined) return [];
    const entity = withCredential(value, credential.value);
    const { weight } = credential.value;
    return [{ provider, weight, ...connectedBy(id, entity, credential.id) }];
  });
  return [...first, ...others];
}

function connectedBy(
  id: string,
  entity: ProviderEntity,
  credentialId: string | null,
): Pick<EntryConnection, 'origin' | 'connection'> {
  const origin = new ProviderOrigin(credentialId === null ? id : `${id} ${credentialId}`, entity);
  return { origin, connection: { key: origin.fingerprint, credentialId } };
}

function routesOf(routes: readonly ReadEntity<RouteEntity>[]): Routes {
  const byProject = new Map<string, Map<string, Route>>();
  for (const { id, value } of routes) {
    if (!value.enabled) continue;
    const byName = byProject.get(value.project_id) ?? new Map<string, Route>();
    byProject.set(value.project_id, byName);
    byName.set(value.name, { id, entity: value, budget: new RetryBudget() });
  }
  return byProject;
}

function servedBy(
  entity: ProviderEntity,
  engine: readonly string[],
): Pick<Entry, 'listed' | 'serves'> {
  const listed = namedModels(entity, engine);
  if (takesAnyModel(entity)) return { listed, serves: () => true };
  const served = new Set(listed);
  const { optionsInName } = providerKind(entity.kind);
  const serves = (model: string): boolean =>
    served.has(optionsInName ? (model.split('?', 1)[0] ?? '') : model);
  return { listed, serves };
}
