import { ProjectEntity } from '../identity/index.ts';
import {
  createPriceBook,
  LocalModelEntity,
  namedModels,
  type PriceBook,
  PriceEntity,
  type Provider,
  ProviderEntity,
  providerKind,
  takesAnyModel,
} from '../inference/index.ts';
import { latest } from '../lib/latest.ts';
import {
  type ConfigState,
  EntityReader,
  type ReadEntity,
  type ReportEntity,
} from '../platform/config-stream/follow.ts';
import { CompiledConfig, type Entry, type ProjectSettings } from './compiled-config.ts';
import { ProviderOrigin } from './kept/provider-origin.ts';

/**
 * Compiles the configuration part by part. A part is made anew only when an entity that it is made of has changed, and an
 * entity is read only when it has: a new key costs neither the prices nor the providers.
 */
export class ConfigCompiler {
  readonly #projects: EntityReader<ProjectEntity>;
  readonly #prices: EntityReader<PriceEntity>;
  readonly #localModels: EntityReader<LocalModelEntity>;
  readonly #providers: EntityReader<ProviderEntity>;
  readonly #settings = latest(settingsOf);
  readonly #priceBook = latest(priceBookOf);
  readonly #entries = latest(entriesOf);

  constructor(report: ReportEntity) {
    this.#projects = new EntityReader('project', ProjectEntity, report);
    this.#prices = new EntityReader('price', PriceEntity, report);
    this.#localModels = new EntityReader('local_model', LocalModelEntity, report);
    this.#providers = new EntityReader('provider', ProviderEntity, report);
  }

  /** `providers` are the living ones by entity id. */
  compile(state: ConfigState, providers: ReadonlyMap<string, Provider>): CompiledConfig {
    return new CompiledConfig({
      projects: this.#settings(this.#projects.all(state)),
      prices: this.#priceBook(this.#prices.all(state), this.#providers.all(state)),
      entries: this.#entries(this.#providers.all(state), this.#localModels.all(state), providers),
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
  localModels: readonly ReadEntity<LocalModelEntity>[],
  providers: ReadonlyMap<string, Provider>,
): readonly Entry[] {
  const local = localModels.map(({ value }) => value.name);
  const entries = entities.flatMap(({ id, value }): Entry[] => {
    const provider = providers.get(id);
    if (!value.enabled || provider === undefined) return [];
    const origin = new ProviderOrigin(id, value);
    return [{ entity: value, provider, origin, ...servedBy(value, local) }];
  });
  // Positions are unique within a project only; the name decides between others, so that the order is total.
  return entries.sort(
    (a, b) => a.entity.position - b.entity.position || (a.entity.name < b.entity.name ? -1 : 1),
  );
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
