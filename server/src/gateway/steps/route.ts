import { SignalboxError } from '../../platform/errors/index.ts';
import type { Admission, Caller, Target } from '../exchange.ts';
import type { Services } from '../services.ts';

/** From the model's name to where it is served. Throws `model_not_found`. */
export function route(services: Services, caller: Caller, admission: Admission): Target {
  return targetNamed(services, caller, admission.scanned.model);
}

export function targetNamed(services: Services, caller: Caller, name: string): Target {
  const { projectId, allowedModels } = caller.principal;
  const target = services.directory().resolve(projectId, name, allowedModels);
  if (target !== null) return target;
  const shown = name.length > 200 ? `${name.slice(0, 200)}…` : name;
  const providers = services.directory().providerNames(projectId).join(', ');
  throw new SignalboxError(
    'model_not_found',
    `no provider serves the model "${shown}" to this key`,
    `GET /v1/models lists what is known by name; or name it provider/model with one of: ${providers === '' ? '(no provider is set up)' : providers}; or add a provider with \`signalbox providers add\` or POST /api/v1/providers.`,
    { details: { param: 'model' } },
  );
}
