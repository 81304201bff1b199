import type { RouteDefinition } from '../inference/index.ts';

/** Whether a model of a provider may be called. */
export type MayCall = (provider: string, model: string) => boolean;

const anything: MayCall = () => true;

/** Whether a key may call some model of a provider, by its allow-list. */
export function mayCallSome(models: readonly string[] | null, provider: string): boolean {
  return models === null || models.some((model) => model.startsWith(`${provider}/`));
}

/** From a key's allow-list of `provider/model` and `provider/*`, and of `route:name`, which is no model; null allows everything. */
export function allowedBy(models: readonly string[] | null): MayCall {
  if (models === null) return anything;
  return (provider, model) =>
    models.includes(`${provider}/${model}`) || models.includes(`${provider}/*`);
}

/** Whether a key's allow-list names a route, which then decides by itself whom it calls. */
export function namesRoute(models: readonly string[] | null, route: string): boolean {
  return models?.includes(`route:${route}`) === true;
}

/** Whether a key may call anything that a route may. */
export function mayUseRoute(
  models: readonly string[] | null,
  { targets, rules }: RouteDefinition,
  route: string,
): boolean {
  if (models === null || namesRoute(models, route)) return true;
  const mayCall = allowedBy(models);
  return [targets, ...rules.map((rule) => rule.targets)].flat().some(({ model }) => {
    const slash = model.indexOf('/');
    return mayCall(model.slice(0, slash), model.slice(slash + 1));
  });
}
