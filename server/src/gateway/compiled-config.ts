import type { ProjectEntity } from '../identity/index.ts';
import {
  type PriceBook,
  type Provider,
  type ProviderEntity,
  providerKind,
  takesAnyModel,
  type UpstreamModel,
} from '../inference/index.ts';
import type { Origin } from '../protocols/index.ts';
import { allowedBy, type MayCall, mayCallSome } from './allow-list.ts';
import type { Target } from './plan.ts';

/** What a project's settings say about its requests. */
export interface ProjectSettings {
  readonly capture: ProjectEntity['capture'];
  readonly retentionDays: number;
  /** Of web pages that may call with its keys. */
  readonly origins: readonly string[];
  readonly onUnsupported: ProjectEntity['on_unsupported'];
}

/** A provider that is in use, and what it serves. */
export interface Entry {
  readonly entity: ProviderEntity;
  readonly provider: Provider;
  readonly origin: Origin;
  /** Those that are known by name. */
  readonly listed: readonly string[];
  readonly serves: (model: string) => boolean;
}

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

  constructor(parts: {
    readonly projects: ReadonlyMap<string, ProjectSettings>;
    readonly prices: PriceBook;
    /** In the stored order. */
    readonly entries: readonly Entry[];
  }) {
    this.#projects = parts.projects;
    this.origins = new Set([...parts.projects.values()].flatMap(({ origins }) => origins));
    this.prices = parts.prices;
    this.#entries = parts.entries;
  }

  project(id: string): ProjectSettings | undefined {
    return this.#projects.get(id);
  }

  /**
   * The target of a model name for a project's key that may call what `mayCall` says, or null. `provider/model` is split at the first slash only if the first
   * part names a provider; any other name goes to the first provider in the stored order that serves it and that the key may
   * use. A new provider is last in that order, so adding one changes no answer. Kinds of providers that answer for no bare name are left out.
   */
  resolve(projectId: string, name: string, mayCall: MayCall): Target | null {
    const entries = this.#entriesOf(projectId);
    const slash = name.indexOf('/');
    if (slash > 0) {
      const prefix = name.slice(0, slash);
      const named = entries.find(({ entity }) => entity.name === prefix);
      if (named !== undefined) return targetOf(named, name.slice(slash + 1), mayCall);
    }
    for (const entry of entries) {
      if (!providerKind(entry.entity.kind).answersBareNames) continue;
      const target = targetOf(entry, name, mayCall);
      if (target !== null) return target;
    }
    return null;
  }

  /**
   * The models that are known by name and that the key may call, their ids as `provider/model`. `ask` is called for each provider that
   * takes any name and of which the key may call something.
   */
  async models(
    projectId: string,
    allowed: readonly string[] | null,
    ask: (provider: Provider) => Promise<readonly UpstreamModel[] | null>,
  ): Promise<UpstreamModel[]> {
    const mayCall = allowedBy(allowed);
    const lists = await Promise.all(
      this.#entriesOf(projectId).map(async ({ entity, provider, listed }) => {
        const useful = mayCallSome(allowed, entity.name);
        const known = listed.map((id) => ({ id, created: 0 }));
        return ((takesAnyModel(entity) && useful ? await ask(provider) : known) ?? [])
          .filter(({ id }) => mayCall(entity.name, id))
          .map(({ id, created }) => ({ id: `${entity.name}/${id}`, created }));
      }),
    );
    return lists.flat();
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
  madeBy(projectId: string, origin: string): Entry | null {
    return this.#entriesOf(projectId).find((entry) => entry.origin.name === origin) ?? null;
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

function targetOf(
  { entity, provider, origin, serves }: Entry,
  model: string,
  mayCall: MayCall,
): Target | null {
  const found = model !== '' && serves(model) && mayCall(entity.name, model);
  return found ? { entity, provider, origin, model } : null;
}
