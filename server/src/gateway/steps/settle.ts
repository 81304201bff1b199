import type { Cost } from '../../platform/money/index.ts';
import type { InboundRequest } from '../inbound-request.ts';
import type { Outcome, Settlement } from '../outcome.ts';
import type { Target } from '../plan.ts';
import type { Services } from '../services.ts';
import type { Caller } from './authenticate.ts';

/** From usage to cost, and from the clock to the request's times. What is not known stays null. */
export function settle(
  services: Services,
  inbound: InboundRequest,
  caller: Caller | null,
  target: Target | null,
  outcome: Outcome,
): Settlement {
  const cost = costOf(services, inbound, caller, target, outcome);
  const totalUs = inbound.journal.elapsedUs();
  return { cost, totalUs, overheadUs: Math.max(0, totalUs - inbound.journal.waitedUs) };
}

/** Null where the usage or the price is not known. Nothing that is charged for was done by a call that never reached a provider. */
function costOf(
  services: Services,
  inbound: InboundRequest,
  caller: Caller | null,
  target: Target | null,
  outcome: Outcome,
): Cost | null {
  if (caller === null || target === null || outcome.facts === null) return null;
  try {
    return services.directory().prices.priceOf({
      provider: target.entity,
      model: target.model,
      projectId: caller.principal.projectId,
      usage: outcome.facts.usage,
      serviceTier: outcome.facts.serviceTier,
      atMs: inbound.startedAtUs / 1000,
    });
  } catch (error) {
    // An answer that was made is delivered, whatever its price.
    services.log.error({ err: error, request_id: inbound.id }, 'a request could not be priced');
    return null;
  }
}
