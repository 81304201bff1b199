import type { IncomingHttpHeaders } from 'node:http';
import { allowedBy } from './allow-list.ts';
import type { Services } from './services.ts';
import { authenticate } from './steps/authenticate.ts';
import { targetNamed } from './steps/route.ts';

interface Model {
  readonly id: string;
  readonly object: 'model';
  /** Not known here; 0 since clients expect a number. */
  readonly created: 0;
  readonly owned_by: string;
}

/**
 * `GET /v1/models`: what the key may call and is known by name, from the stored lists and, for providers without one, from
 * themselves.
 */
export async function listModels(
  services: Services,
  headers: IncomingHttpHeaders,
): Promise<{ readonly object: 'list'; readonly data: readonly Model[] }> {
  const { projectId, allowedModels } = authenticate(services, headers).principal;
  const names = await services
    .directory()
    .models(projectId, allowedModels, (provider) => services.upstreamModels.of(provider));
  return { object: 'list', data: names.map(modelOf) };
}

/** `GET /v1/models/{id}`. Throws `model_not_found`. */
export function getModel(services: Services, headers: IncomingHttpHeaders, id: string): Model {
  const { projectId, allowedModels } = authenticate(services, headers).principal;
  const target = targetNamed(services, projectId, id, allowedBy(allowedModels));
  return modelOf(`${target.provider.name}/${target.model}`);
}

function modelOf(id: string): Model {
  return { id, object: 'model', created: 0, owned_by: id.slice(0, id.indexOf('/')) };
}
