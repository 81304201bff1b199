/** Whether a model of a provider may be called. */
export type MayCall = (provider: string, model: string) => boolean;

const anything: MayCall = () => true;

/** Whether a key may call some model of a provider, by its allow-list. */
export function mayCallSome(models: readonly string[] | null, provider: string): boolean {
  return models === null || models.some((model) => model.startsWith(`${provider}/`));
}

/** From a key's allow-list of `provider/model` and `provider/*`; null allows everything. */
export function allowedBy(models: readonly string[] | null): MayCall {
  if (models === null) return anything;
  return (provider, model) =>
    models.includes(`${provider}/${model}`) || models.includes(`${provider}/*`);
}
