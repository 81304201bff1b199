import type { Principal } from '../../identity/index.ts';
import { protocolFor } from '../../inference/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { ParsedRequest } from '../../protocols/index.ts';
import type { MayCall } from '../allow-list.ts';
import type { InboundRequest } from '../inbound-request.ts';
import type { Plan, Target } from '../plan.ts';
import type { Services } from '../services.ts';
import type { Admission } from './admit.ts';
import type { Tenant } from './authenticate.ts';

/** From the model's name to where it is served. Throws `model_not_found`. */
export function route(
  services: Services,
  inbound: InboundRequest,
  tenant: Tenant,
  parsed: ParsedRequest,
  admission: Admission,
): Plan {
  const target = targetNamed(services, tenant.principal, parsed.model, admission.mayCall);
  const protocol = protocolFor(target.provider, inbound.protocol);
  return { candidates: [{ ...target, protocol, timeouts: services.timeouts }], retries: 0 };
}

type Asking = Pick<Principal, 'projectId' | 'allowedModels'>;

/** The target of a name for a key of the project. Throws `model_not_found`. */
export function targetNamed(
  services: Services,
  principal: Asking,
  name: string,
  mayCall: MayCall,
): Target {
  const target = services.config().resolve(principal.projectId, name, mayCall);
  if (target !== null) return target;
  throw modelNotFound(services, principal, name);
}

export function modelNotFound(
  services: Services,
  { projectId, allowedModels }: Asking,
  name: string,
): SignalboxError {
  const shown = name.length > 200 ? `${name.slice(0, 200)}…` : name;
  // Which providers there are is told to a key of which it may call something only.
  const providers = services.config().providerNames(projectId, allowedModels).join(', ');
  const more =
    allowedModels === null
      ? '; or add a provider with `signalbox providers add` or POST /api/v1/providers.'
      : '. Others need a key that allows them.';
  return new SignalboxError(
    'model_not_found',
    `no provider serves the model "${shown}" to this key`,
    `GET /v1/models lists what is known by name; or name it provider/model with one of: ${providers === '' ? '(no provider is set up)' : providers}${more}`,
    { details: { param: 'model' } },
  );
}
