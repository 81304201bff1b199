import type { IncomingMessage, ServerResponse } from 'node:http';
import { takesAnyModel } from '../inference/index.ts';
import { allowedBy, mayUseRoute } from './allow-list.ts';
import { letOwnPagesRead } from './cross-origin.ts';
import type { ModelShape } from './model-shapes.ts';
import type { Services } from './services.ts';
import { authenticate } from './steps/authenticate.ts';
import { modelNotFound, targetNamed } from './steps/route.ts';

/**
 * `GET /v1/models` and its likes: what the key may call and is known by name, from the stored lists and, for providers without
 * one, from themselves; in the form of the caller's protocol.
 */
export async function listModels(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  shape: ModelShape,
): Promise<object> {
  const { projectId, allowedModels } = whoAsks(services, request, response);
  const models = await services
    .config()
    .models(projectId, allowedModels, (provider) => services.upstreamModels.of(provider));
  return shape.list(models);
}

/**
 * One of them, or a route, by its name. Throws `model_not_found`, also where the provider's own list lacks the model; one whose list cannot
 * be had may serve it.
 */
export async function getModel(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  { id, shape }: { readonly id: string; readonly shape: ModelShape },
): Promise<object> {
  const principal = whoAsks(services, request, response);
  const route = services.config().route(principal.projectId, id);
  if (route !== null) {
    const { definition, name } = route.entity;
    if (!mayUseRoute(principal.allowedModels, definition, name)) {
      throw modelNotFound(services, principal, id);
    }
    return shape.one({ id: name, created: 0 });
  }
  const target = targetNamed(services, principal, id, allowedBy(principal.allowedModels));
  const { entity, provider, model } = target;
  const name = `${provider.name}/${model}`;
  const list = takesAnyModel(entity) ? await services.upstreamModels.of(provider) : null;
  if (list === null) return shape.one({ id: name, created: 0 });
  const known = list.find((one) => one.id === model);
  if (known === undefined) throw modelNotFound(services, principal, id);
  return shape.one({ id: name, created: known.created });
}

function whoAsks(services: Services, request: IncomingMessage, response: ServerResponse) {
  const tenant = authenticate(services, request);
  letOwnPagesRead(tenant, request, response);
  return tenant.principal;
}
