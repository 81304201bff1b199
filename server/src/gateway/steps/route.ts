import type { Principal } from '../../identity/index.ts';
import { protocolFor } from '../../inference/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { MayCall } from '../allow-list.ts';
import type { InboundRequest } from '../inbound-request.ts';
import type { Candidate, Plan, Target } from '../plan.ts';
import { byWeight } from '../resilience/arrange.ts';
import { planOfRoute, type Routed } from '../route-plan.ts';
import type { Services } from '../services.ts';
import type { Tenant } from './authenticate.ts';

const NOTHING: Plan['fallbackOn'] = new Set();
/** With another of its credentials a provider may still do it; nothing else changes for the client. */
const OF_ONE_CREDENTIAL: Plan['fallbackOn'] = new Set(['credential', 'rate_limit']);

/** From the model's name to where it is served. Throws `model_not_found`. */
export function route(services: Services, inbound: InboundRequest, routed: Routed): Plan {
  const { tenant, parsed, admission } = routed;
  const { projectId } = tenant.principal;
  const named = services.config().route(projectId, parsed.model);
  return named === null
    ? planOfModel(services, inbound, tenant, parsed.model, admission.mayCall)
    : planOfRoute(services, inbound, routed, named);
}

function planOfModel(
  services: Services,
  inbound: InboundRequest,
  { principal }: Tenant,
  name: string,
  mayCall: MayCall,
): Plan {
  const target = targetNamed(services, principal, name, mayCall);
  const { timeouts } = services;
  const protocol = protocolFor(target.provider, inbound.protocol);
  const only: Candidate = { ...target, protocol, timeouts };
  const connections = services.config().connectionsOf(principal.projectId, target);
  const [first = only, ...others] = byWeight(connections, () => services.health.random()).map(
    (one): Candidate => ({ ...one, protocol, timeouts }),
  );
  return {
    candidates: [first, ...others],
    route: null,
    retries: 0,
    fallbackOn: others.length === 0 ? NOTHING : OF_ONE_CREDENTIAL,
    budget: null,
    hedgeAfterMs: null,
    totalMs: timeouts.totalMs,
  };
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
