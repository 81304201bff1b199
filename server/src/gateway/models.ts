import type { IncomingMessage, ServerResponse } from 'node:http';
import { takesAnyModel } from '../inference/index.ts';
import { allowedBy } from './allow-list.ts';
import { letOwnPagesRead } from './cross-origin.ts';
import type { Services } from './services.ts';
import { authenticate } from './steps/authenticate.ts';
import { modelNotFound, targetNamed } from './steps/route.ts';

interface Model {
  readonly id: string;
  readonly object: 'model';
  /** Seconds since the epoch, as the provider says; 0 where nobody does, since clients expect a number. */
  readonly created: number;
  readonly owned_by: string;
}

/**
 * `GET /v1/models`: what the key may call and is known by name, from the stored lists and, for providers without one, from
 * themselves.
 */
export async function listModels(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ readonly object: 'list'; readonly data: readonly Model[] }> {
  const { projectId, allowedModels } = whoAsks(services, request, response);
  const models = await services
    .config()
    .models(projectId, allowedModels, (provider) => services.upstreamModels.of(provider));
  return { object: 'list', data: models.map(({ id, created }) => modelOf(id, created)) };
}

/**
 * `GET /v1/models/{id}`. Throws `model_not_found`, also where the provider's own list lacks the model; one whose list cannot
 * be had may serve it.
 */
export async function getModel(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<Model> {
  const principal = whoAsks(services, request, response);
  const target = targetNamed(services, principal, id, allowedBy(principal.allowedModels));
  const { entity, provider, model } = target;
  const name = `${provider.name}/${model}`;
  const list = takesAnyModel(entity) ? await services.upstreamModels.of(provider) : null;
  if (list === null) return modelOf(name, 0);
  const known = list.find((one) => one.id === model);
  if (known === undefined) throw modelNotFound(services, principal, id);
  return modelOf(name, known.created);
}

function whoAsks(services: Services, request: IncomingMessage, response: ServerResponse) {
  const tenant = authenticate(services, request.headers);
  letOwnPagesRead(tenant, request, response);
  return tenant.principal;
}

function modelOf(id: string, created: number): Model {
  return { id, object: 'model', created, owned_by: id.slice(0, id.indexOf('/')) };
}
