import type { Logger } from '../../platform/log/index.ts';
import type { LocalModelEntity } from '../entities.ts';

/** A model in memory. */
export interface LoadedModel extends AsyncDisposable {
  readonly memoryBytes: number;
}

/** A model that stays in memory until this is disposed of. */
export interface Loan<M> extends AsyncDisposable {
  readonly model: M;
}

interface Kept<M> {
  readonly entity: LocalModelEntity;
  readonly loading: Promise<M>;
  loaded: M | null;
  users: number;
  unused: NodeJS.Timeout | null;
}

/**
 * Models in memory: loaded when first lent, once for all who ask meanwhile; let go of when nobody used them for `idleMs`.
 * An entity whose weights changed is another model. A load that failed is tried again by the next one who asks.
 */
export class ModelShelf<M extends LoadedModel> implements AsyncDisposable {
  readonly #load: (entity: LocalModelEntity) => Promise<M>;
  readonly #idleMs: number;
  readonly #log: Logger;
  readonly #kept = new Map<string, Kept<M>>();

  constructor(options: {
    load: (entity: LocalModelEntity) => Promise<M>;
    idleMs: number;
    log: Logger;
  }) {
    this.#load = options.load;
    this.#idleMs = options.idleMs;
    this.#log = options.log;
  }

  async lend(entity: LocalModelEntity): Promise<Loan<M>> {
    const key = JSON.stringify([entity.path, entity.context_tokens]);
    const kept = this.#kept.get(key) ?? this.#start(key, entity);
    kept.users++;
    if (kept.unused !== null) clearTimeout(kept.unused);
    kept.unused = null;
    try {
      const model = await kept.loading;
      return { model, [Symbol.asyncDispose]: async () => this.#giveBack(key, kept) };
    } catch (error) {
      this.#giveBack(key, kept);
      throw error;
    }
  }

  /** What is in memory or on its way there. */
  status(): { name: string; loaded: boolean; memory_bytes: number; users: number }[] {
    return Array.from(this.#kept.values(), ({ entity, loaded, users }) => ({
      name: entity.name,
      loaded: loaded !== null,
      memory_bytes: loaded?.memoryBytes ?? 0,
      users,
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(Array.from(this.#kept.keys(), (key) => this.#drop(key)));
  }

  #start(key: string, entity: LocalModelEntity): Kept<M> {
    const started = performance.now();
    const kept: Kept<M> = {
      entity,
      loading: this.#load(entity),
      loaded: null,
      users: 0,
      unused: null,
    };
    this.#kept.set(key, kept);
    kept.loading.then(
      (model) => {
        kept.loaded = model;
        const ms = Math.round(performance.now() - started);
        this.#log.info({ model: entity.name, ms }, 'model loaded');
      },
      (error: unknown) => {
        this.#kept.delete(key);
        this.#log.warn({ err: error, model: entity.name }, 'model not loaded');
      },
    );
    return kept;
  }

  #giveBack(key: string, kept: Kept<M>): void {
    kept.users--;
    if (kept.users > 0 || this.#kept.get(key) !== kept) return;
    kept.unused = setTimeout(() => {
      this.#drop(key).catch((error: unknown) =>
        this.#log.error({ err: error }, 'a model could not be let go of'),
      );
    }, this.#idleMs).unref();
  }

  async #drop(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#kept.delete(key);
    if (kept.unused !== null) clearTimeout(kept.unused);
    const model = await kept.loading.catch(() => null);
    await model?.[Symbol.asyncDispose]();
    this.#log.info({ model: kept.entity.name }, 'model let go of');
  }
}
