import { isDeepStrictEqual } from 'node:util';
import {
  type Provider,
  ProviderCredentialEntity,
  ProviderEntity,
  withCredential,
} from '../inference/index.ts';
import type { ConfigState } from '../platform/config-stream/follow.ts';
import type { Logger } from '../platform/log/index.ts';

/** Makes the provider of an entity. Throws where the entity cannot be used, such as for a base URL that is none. */
export type MakeProvider = (entity: ProviderEntity) => Provider;

/** Of one entity, or of two that make one provider together. */
interface Wanted {
  readonly from: readonly object[];
  make(make: MakeProvider): Provider;
}

/**
 * The living providers by entity id, those of further credentials by the credential's. One whose entity changed is replaced: calls in flight end on the old one, which is
 * disposed of behind them.
 */
export class ProviderSet implements AsyncDisposable {
  readonly #make: MakeProvider;
  readonly #log: Logger;
  readonly #live = new Map<
    string,
    { readonly made: readonly object[]; readonly provider: Provider }
  >();
  #applied: ReadonlyMap<string, Provider> = new Map();

  constructor(make: MakeProvider, log: Logger) {
    this.#make = make;
    this.#log = log;
  }

  /** Brings the set in line with a state of the configuration. Where nothing changes, it answers the same map as before. */
  apply(state: ConfigState): ReadonlyMap<string, Provider> {
    const wanted = wantedBy(state);
    let changed = false;
    for (const [id, { made, provider }] of this.#live) {
      const value = wanted.get(id);
      if (value !== undefined && isSame(value.from, made)) continue;
      changed = true;
      this.#live.delete(id);
      this.#dispose(provider);
    }
    for (const [id, value] of wanted) {
      if (this.#live.has(id)) continue;
      try {
        const provider = value.make(this.#make);
        changed = true;
        this.#live.set(id, { made: value.from, provider });
      } catch (error) {
        this.#log.error({ err: error, provider_id: id }, 'a provider cannot be used');
      }
    }
    if (changed) this.#applied = new Map([...this.#live].map(([id, live]) => [id, live.provider]));
    return this.#applied;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const providers = [...this.#live.values()];
    this.#live.clear();
    await Promise.all(providers.map(({ provider }) => provider[Symbol.asyncDispose]()));
  }

  #dispose(provider: Provider): void {
    Promise.resolve(provider[Symbol.asyncDispose]()).catch((error: unknown) =>
      this.#log.warn({ err: error, provider: provider.name }, 'an old provider did not close'),
    );
  }
}

function wantedBy(state: ConfigState): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const [id, value] of state.all('provider')) {
    wanted.set(id, { from: [value], make: (make) => make(ProviderEntity.parse(value)) });
  }
  for (const [id, value] of state.all('provider_credential')) {
    const { provider_id } = value as { readonly provider_id?: unknown };
    const entity = state.get('provider', String(provider_id));
    if (entity === undefined) continue;
    wanted.set(id, {
      from: [entity, value],
      make: (make) =>
        make(withCredential(ProviderEntity.parse(entity), ProviderCredentialEntity.parse(value))),
    });
  }
  return wanted;
}

/** An entity that was sent again as it was is another object with the same in it. */
function isSame(a: readonly object[], b: readonly object[]): boolean {
  return a.every((value, i) => value === b[i]) || isDeepStrictEqual(a, b);
}
