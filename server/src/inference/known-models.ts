import type { Model, ModelUsage } from './schema.ts';

/** A model that requests came to. */
export interface UsedModel {
  readonly provider: string;
  readonly name: string;
  readonly usage: ModelUsage;
}

/** Where models are known from; null: it could not be asked, or was not. */
export interface Sources {
  /** Of the stored lists, in the order of their providers. */
  readonly stored: readonly Model[];
  /** Ids that providers without a list name themselves. */
  readonly live: readonly string[] | null;
  readonly used: readonly UsedModel[] | null;
}

const NO_REQUEST: ModelUsage = {
  requests: 0,
  errors: 0,
  input_tokens: null,
  output_tokens: null,
  cost_usd: null,
  priced_requests: 0,
  total_ms_mean: null,
  total_ms: null,
  ttft_ms: null,
};

/**
 * Every model that is stored, listed by its provider, or was used, once, by provider in order; what is of a provider that is
 * there no longer comes last. A model without a request says so with zeros; null: nobody could say whether there was one.
 */
export function unionOf(
  { stored, live, used }: Sources,
  providers: readonly string[],
  describe: (provider: string, name: string) => Model,
): Model[] {
  const known = new Map<string, Model>();
  const add = (id: string, source: Model['sources'][number], make: () => Model): void => {
    const model = known.get(id) ?? { ...make(), sources: [] };
    if (!model.sources.includes(source))
      known.set(id, { ...model, sources: [...model.sources, source] });
  };
  for (const model of stored) add(model.id, 'stored', () => model);
  for (const id of live ?? []) {
    const slash = id.indexOf('/');
    add(id, 'live', () => describe(id.slice(0, slash), id.slice(slash + 1)));
  }
  const usage = new Map<string, ModelUsage>();
  for (const { provider, name, usage: figures } of used ?? []) {
    const id = `${provider}/${name}`;
    add(id, 'used', () => describe(provider, name));
    usage.set(id, figures);
  }
  const place = new Map(providers.map((name, index) => [name, index]));
  return [...known.values()]
    .map((model) => ({
      ...model,
      usage: used === null ? null : (usage.get(model.id) ?? NO_REQUEST),
    }))
    .sort((a, b) => placeOf(a, place) - placeOf(b, place));
}

function placeOf({ provider }: Model, place: ReadonlyMap<string, number>): number {
  return place.get(provider) ?? place.size;
}
