import type { ProjectEntity } from '../identity/index.ts';
import {
  type PriceBook,
  type Provider,
  type ProviderEntity,
  providerKind,
  type RouteEntity,
  takesAnyModel,
  type UpstreamModel,
} from '../inference/index.ts';
import type { Origin } from '../protocols/index.ts';
import { allowedBy, type MayCall, mayCallSome, mayUseRoute } from './allow-list.ts';
import type { Connection, Target } from './plan.ts';
import type { RetryBudget } from './resilience/retry-budget.ts';

/** What a project's settings say about its requests. */
export interface ProjectSettings {
  readonly capture: ProjectEntity['capture'];
  readonly retentionDays: number;
  /** Of web pages that may call with its keys. */
  readonly origins: readonly string[];
  readonly onUnsupported: ProjectEntity['on_unsupported'];
}

/** A provider with one of its credentials, as it is called. */
export interface EntryConnection {
  readonly provider: Provider;
  readonly origin: Origin;
  readonly connection: Connection;
  /** Its share of the provider's calls. */
  readonly weight: number;
}

/** A provider that is in use, and what it serves. */
export interface Entry {
  readonly entity: ProviderEntity;
  readonly connections: readonly [EntryConnection, ...EntryConnection[]];
  /** Those that are known by name. */
  readonly listed: readonly string[];
  readonly serves: (model: string) => boolean;
}

/** A route in force, and what is kept about it while it stays as it is. */
export interface Route {
  readonly id: string;
  readonly entity: RouteEntity;
  readonly budget: RetryBudget;
}

/** By project, and by name. */
export type Routes = ReadonlyMap<string, ReadonlyMap<string, Route>>;

const NO_ROUTES: ReadonlyMap<string, Route> = new Map();

/**
 * One generation of the configuration, compiled for the hot path by `ConfigCompiler`: entities are checked and sorted once, not
 * per request.
 */
export class CompiledConfig {
  readonly prices: PriceBook;
  /** Of web pages that may call with some project's keys. */
  readonly origins: ReadonlySet<string>;
  readonly #projects: ReadonlyMap<string, ProjectSettings>;
  readonly #entries: readonly Entry[];
  readonly #byProject = new Map<string, readonly Entry[]>();
  readonly #routes: Routes;

  constructor(parts: {
    readonly projects: ReadonlyMap<string, ProjectSettings>;
    readonly prices: PriceBook;
    /** In the stored order. */
    readonly entries: readonly Entry[];
    readonly routes: Routes;
  }) {
    this.#projects = parts.projects;
    this.origins = new Set([...parts.projects.values()].flatMap(({ origins }) => origins));
    this.prices = parts.prices;
    this.#entries = parts.entries;
    this.#routes = parts.routes;
  }

  project(id: string): ProjectSettings | undefined {
    return this.#projects.get(id);
  }

  /**
   * The route that a name stands for, or null. A name that begins with a provider's is always a model's, so that no route comes
   * between somebody and the model that they named whole.
   */
  route(projectId: string, name: string): Route | null {
    const route = this.#routes.get(projectId)?.get(name);
    if (route === undefined) return null;
    return this.#entryNamed(projectId, name) === undefined ? route : null;
  }

  routes(projectId: string): readonly Route[] {
    return [...(this.#routes.get(projectId) ?? NO_ROUTES).values()];
  }

  /** A target by each of its provider's credentials; none where there is only the one that it has. */
  connectionsOf(
    projectId: string,
    target: Target,
  ): readonly (Target & { readonly weight: number })[] {
    const entry = this.#entriesOf(projectId).find(({ entity }) => entity === target.entity);
    if (entry === undefined || entry.connections.length < 2) return [];
    return entry.connections.map((connection) => ({ ...target, ...connection }));
  }

  /**
   * The target of a model name for a project's key that may call what `mayCall` says, or null. `provider/model` is split at the first slash only if the first
   * part names a provider; any other name goes to the first provider in the stored order that serves it and that the key may
   * use. A new provider is last in that order, so adding one changes no answer. Kinds of providers that answer for no bare name are left out.
   */
  resolve(projectId: string, name: string, mayCall: MayCall): Target | null {
    const named = this.#entryNamed(projectId, name);
    if (named !== undefined) return targetOf(named, modelIn(name), mayCall);
    for (const entry of this.#entriesOf(projectId)) {
      if (!providerKind(entry.entity.kind).answersBareNames) continue;
      const target = targetOf(entry, name, mayCall);
      if (target !== null) return target;
    }
    return null;
  }

  /** The target of `provider/model` and no other, or null: where that provider is away, nobody else is meant. */
  resolveWhole(projectId: string, name: string, mayCall: MayCall): Target | null {
    const named = this.#entryNamed(projectId, name);
    return named === undefined ? null : targetOf(named, modelIn(name), mayCall);
  }

  /**
   * The routes, and the models that are known by name and that the key may call, their ids as `provider/model`. `ask` is called for each provider that
   * takes any name and of which the key may call something.
   */
  async models(
    projectId: string,
    allowed: readonly string[] | null,
    ask: (provider: Provider) => Promise<readonly UpstreamModel[] | null>,
  ): Promise<UpstreamModel[]> {
    const mayCall = allowedBy(allowed);
    const routes = this.routes(projectId)
      .filter(({ entity }) => mayUseRoute(allowed, entity.definition, entity.name))
      .map(({ entity }) => ({ id: entity.name, created: 0 }));
    const lists = await Promise.all(
      this.#entriesOf(projectId).map(async ({ entity, connections: [{ provider }], listed }) => {
        const useful = mayCallSome(allowed, entity.name);
        const known = listed.map((id) => ({ id, created: 0 }));
        return ((takesAnyModel(entity) && useful ? await ask(provider) : known) ?? [])
          .filter(({ id }) => mayCall(entity.name, id))
          .map(({ id, created }) => ({ id: `${entity.name}/${id}`, created }));
      }),
    );
    return [...routes, ...lists.flat()];
  }

  /** Of which the key may call something. */
  providerNames(projectId: string, allowed: readonly string[] | null): string[] {
    return this.#entriesOf(projectId)
      .map(({ entity }) => entity.name)
      .filter((name) => mayCallSome(allowed, name));
  }

  /** Providers of which the key may call something, in the stored order. */
  providers(projectId: string, allowed: readonly string[] | null): readonly Entry[] {
    return this.#entriesOf(projectId).filter(({ entity }) => mayCallSome(allowed, entity.name));
  }

  /** Whether more than one project may use a provider. */
  isShared({ entity }: Pick<Entry, 'entity'>): boolean {
    return entity.project_id === null && this.#projects.size > 1;
  }

  /** The provider that keeps what came from an origin, where it is one of the project's; else null. */
  madeBy(projectId: string, origin: string): (EntryConnection & Pick<Entry, 'entity'>) | null {
    for (const { entity, connections } of this.#entriesOf(projectId)) {
      const made = connections.find((connection) => connection.origin.name === origin);
      if (made !== undefined) return { ...made, entity };
    }
    return null;
  }

  /** The provider that a name begins with. */
  #entryNamed(projectId: string, name: string): Entry | undefined {
    const slash = name.indexOf('/');
    if (slash <= 0) return undefined;
    const prefix = name.slice(0, slash);
    return this.#entriesOf(projectId).find(({ entity }) => entity.name === prefix);
  }

  /** A project's providers and everyone's, in order; where both have a name, the project's own has it. */
  #entriesOf(projectId: string): readonly Entry[] {
    let entries = this.#byProject.get(projectId);
    if (entries === undefined) {
      const own = this.#entries.filter(({ entity }) => entity.project_id === projectId);
      const names = new Set(own.map(({ entity }) => entity.name));
      entries = this.#entries.filter(
        ({ entity }) =>
          entity.project_id === projectId ||
          (entity.project_id === null && !names.has(entity.name)),
      );
      this.#byProject.set(projectId, entries);
    }
    return entries;
  }
}

function modelIn(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

function targetOf(
  { entity, connections: [{ provider, origin, connection }], serves }: Entry,
  model: string,
  mayCall: MayCall,
): Target | null {
  const found = model !== '' && serves(model) && mayCall(entity.name, model);
  return found ? { entity, provider, origin, connection, model } : null;
}
