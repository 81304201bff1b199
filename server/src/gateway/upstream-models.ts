import type { Provider, UpstreamHandler, UpstreamModel } from '../inference/index.ts';
import type { Logger } from '../platform/log/index.ts';

/** How long what a provider said, and that it said nothing, is taken as still so. */
const KEPT_MS = 60_000;
const TIMEOUT_MS = 3_000;
const MOST_BYTES = 8 << 20;
const MOST_MODELS = 10_000;
const MOST_PAGES = 20;

interface Known {
  readonly askedAt: number;
  readonly models: Promise<readonly UpstreamModel[] | null>;
}

/**
 * What providers without a stored list of models say that they serve. Each is asked at most once a minute,
 * when a list is wanted, however many want it; one that fails or is silent for 3 s counts as serving nothing known, and the
 * first failure of a row is logged.
 */
export class UpstreamModels {
  readonly #log: Logger;
  readonly #now: () => number;
  // A provider whose entity changes is another object, so it is asked anew.
  readonly #known = new WeakMap<Provider, Known>();
  readonly #failing = new WeakSet<Provider>();

  constructor(log: Logger, now: () => number = () => performance.now()) {
    this.#log = log;
    this.#now = now;
  }

  /** Null where it did not say. Never rejects. */
  of(provider: Provider): Promise<readonly UpstreamModel[] | null> {
    const known = this.#known.get(provider);
    if (known !== undefined && this.#now() - known.askedAt < KEPT_MS) return known.models;
    const models = this.#ask(provider);
    this.#known.set(provider, { askedAt: this.#now(), models });
    return models;
  }

  async #ask(provider: Provider): Promise<readonly UpstreamModel[] | null> {
    if (provider.models == null) return null;
    try {
      const models = await listOf(provider, provider.models);
      this.#failing.delete(provider);
      return models;
    } catch (error) {
      if (!this.#failing.has(provider)) {
        this.#failing.add(provider);
        this.#log.warn(
          { err: error, provider: provider.name },
          'a provider did not say which models it has; GET /v1/models leaves it out',
        );
      }
      return null;
    }
  }
}

/** Page by page, each model once. Rejects unless all pages come. */
async function listOf(
  provider: Provider,
  { path, read }: NonNullable<Provider['models']>,
): Promise<UpstreamModel[]> {
  const models = new Map<string, UpstreamModel>();
  const dueAt = performance.now() + TIMEOUT_MS;
  let next: string | null = path;
  for (let page = 0; next !== null && page < MOST_PAGES && models.size < MOST_MODELS; page++) {
    const found = read(
      JSON.parse(await get(provider, next, Math.max(1, dueAt - performance.now()))),
    );
    for (const model of found.models) if (models.size < MOST_MODELS) models.set(model.id, model);
    next = found.next;
  }
  return [...models.values()];
}

/** The body of a 200; anything else rejects. */
function get(provider: Provider, path: string, ms: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let left = MOST_BYTES;
    const fail = (what: string): void => {
      reject(new Error(what));
      queueMicrotask(() => exchange.abort());
    };
    const handler: UpstreamHandler = {
      onHeaders: (status) => {
        if (status !== 200) fail(`it answered with HTTP ${status}`);
      },
      onData: (chunk) => {
        chunks.push(chunk);
        left -= chunk.length;
        if (left < 0) fail(`its list is longer than ${MOST_BYTES} bytes`);
        return true;
      },
      onEnd: () => resolve(Buffer.concat(chunks).toString()),
      onError: reject,
    };
    const exchange = provider.dispatch(
      {
        method: 'GET',
        path,
        model: null,
        body: null,
        headers: { accept: 'application/json' },
        timeouts: { connectMs: ms, firstByteMs: ms, idleMs: ms, totalMs: ms },
      },
      handler,
    );
  });
}
