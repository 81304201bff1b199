import {
  protocolFor,
  providerKind,
  type Rate,
  type RouteTarget,
  rateAt,
  type UpstreamTimeouts,
} from '../inference/index.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import type { ParsedRequest } from '../protocols/index.ts';
import { allowedBy, namesRoute } from './allow-list.ts';
import type { CallContext } from './call-context.ts';
import type { Route } from './compiled-config.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Candidate, Plan } from './plan.ts';
import { arrange, byWeight } from './resilience/arrange.ts';
import { targetsFor, tokensOf } from './resilience/rules.ts';
import type { Services } from './services.ts';
import type { Admission } from './steps/admit.ts';
import type { Tenant } from './steps/authenticate.ts';

/** What `route` looks at. */
export interface Routed {
  readonly tenant: Tenant;
  readonly context: CallContext;
  readonly parsed: ParsedRequest;
  readonly admission: Admission;
}

/** A target of the route as it can be called, and where it stands in it. */
type Placed = Candidate & Pick<RouteTarget, 'weight' | 'order'>;

/** What a cost is compared by, where a request does not bound its answer. */
const USUAL_OUTPUT_TOKENS = 500n;

/**
 * The plan of a route for one request: the targets of the rule that holds, those that the key may use and that there are, in the
 * order of the strategy; each by every credential of its provider. Throws `model_not_found` where nothing is left, since the name
 * means this route and no model.
 */
export function planOfRoute(
  services: Services,
  inbound: InboundRequest,
  { tenant, context, parsed, admission }: Routed,
  { id, entity, budget }: Route,
): Plan {
  const { projectId, allowedModels } = tenant.principal;
  const { definition, name, version } = entity;
  // A key that names the route may use what the route does.
  const mayCall = namesRoute(allowedModels, name) ? allowedBy(null) : admission.mayCall;
  const bytes = inbound.upload?.size ?? parsed.document.bytes.length;
  const { tags, metadata, user } = context.attributes;
  const inputTokens = tokensOf(bytes);
  const targets = targetsFor(definition, { tags, metadata, user, inputTokens });
  const config = services.config();
  const routeTimeouts = timeoutsOf(services.timeouts, definition.timeouts);
  const placed = targets.flatMap(({ model, weight, order, timeouts }): Placed[] => {
    const target = config.resolveWhole(projectId, model, mayCall);
    if (target === null) return [];
    const protocol = protocolFor(target.provider, inbound.protocol);
    const own = timeoutsOf(routeTimeouts, timeouts);
    return [{ ...target, weight, order, protocol, timeouts: own }];
  });
  const nowMs = services.health.nowMs();
  const arranged = arrange(placed, definition.strategy, {
    random: () => services.health.random(),
    slowness: (target) => services.health.of(target).latency.score(nowMs),
    cost: (target) => costOf(services, projectId, target, inputTokens),
  });
  const [first, ...others] = arranged.flatMap((target) =>
    connectionsOf(services, projectId, target),
  );
  if (first === undefined) throw noTarget(name);
  budget.deposit(nowMs);
  return {
    candidates: [first, ...others],
    route: { id, name, version },
    retries: definition.retries,
    fallbackOn: fallbackOf(definition),
    budget,
    hedgeAfterMs: definition.hedge_after_ms,
    totalMs: routeTimeouts.totalMs,
  };
}

function connectionsOf(
  services: Services,
  projectId: string,
  target: Placed,
): readonly Candidate[] {
  const connections = services.config().connectionsOf(projectId, target);
  if (connections.length === 0) return [target];
  const { protocol, timeouts } = target;
  return byWeight(connections, () => services.health.random()).map(
    (one): Candidate => ({ ...one, protocol, timeouts }),
  );
}

function noTarget(route: string): SignalboxError {
  return new SignalboxError(
    'model_not_found',
    `the route "${route}" has no target that this key may call and whose provider is there and enabled`,
    `GET /api/v1/routes says what is wrong with each target; a key with a list of models needs route:${route} or a target of it on the list.`,
    { details: { param: 'model' } },
  );
}

const sets = new WeakMap<Route['entity']['definition'], Plan['fallbackOn']>();

/** Made once for each version. */
function fallbackOf(definition: Route['entity']['definition']): Plan['fallbackOn'] {
  const known = sets.get(definition);
  if (known !== undefined) return known;
  const made = new Set(definition.fallback_on);
  sets.set(definition, made);
  return made;
}

function timeoutsOf(base: UpstreamTimeouts, own: RouteTarget['timeouts']): UpstreamTimeouts {
  return {
    connectMs: own.connect_ms ?? base.connectMs,
    firstByteMs: own.first_byte_ms ?? base.firstByteMs,
    idleMs: own.idle_ms ?? base.idleMs,
    totalMs: own.total_ms ?? base.totalMs,
  };
}

/** Of what is asked and an answer of the usual length; null: no price is known. */
function costOf(
  services: Services,
  projectId: string,
  { entity, model }: Candidate,
  inputTokens: number,
): bigint | null {
  const rates = services.config().prices.ratesOf({
    provider: entity,
    model,
    projectId,
    atMs: Date.now(),
  });
  if (rates === null) return providerKind(entity.kind).billing === 'self_hosted' ? 0n : null;
  const { input, output } = rates.rates;
  const price = (rate: Rate | undefined): bigint =>
    rate === undefined ? 0n : rateAt(rate, inputTokens);
  return price(input) * BigInt(inputTokens) + price(output) * USUAL_OUTPUT_TOKENS;
}
