import { type Cost, sumOfCosts } from '../../platform/money/index.ts';
import { sumOfUsage } from '../../protocols/conversation/index.ts';
import type { Attempt } from '../../telemetry/index.ts';
import type { InboundRequest } from '../inbound-request.ts';
import type { Tried } from '../journal.ts';
import type { Settlement } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { Tenant } from './authenticate.ts';

/**
 * From the usage of every attempt to its cost, and from the clock to the request's times. What is not known stays null, and
 * what an attempt used that failed before its provider said so is none of it.
 */
export function settle(
  services: Services,
  inbound: InboundRequest,
  tenant: Tenant | null,
): Settlement {
  const { journal } = inbound;
  const { usage, cost, attempts } = spendingOf(services, inbound, tenant);
  const totalUs = journal.elapsedUs();
  const overheadUs = Math.max(0, totalUs - journal.waitedUs);
  return { usage, cost, attempts, totalUs, overheadUs };
}

function spendingOf(
  services: Services,
  inbound: InboundRequest,
  tenant: Tenant | null,
): Pick<Settlement, 'usage' | 'cost' | 'attempts'> {
  const { attempts: tried } = inbound.journal;
  const priced = tried.map((call) => ({
    attempt: call.attempt,
    usage: call.facts?.usage ?? null,
    cost: costOf(services, inbound, tenant, call),
  }));
  const [only] = priced;
  // A single attempt's are the request's, and are written once.
  if (only !== undefined && priced.length === 1) {
    return { usage: only.usage, cost: only.cost, attempts: [only.attempt] };
  }
  return {
    usage: sumOfUsage(priced.map(({ usage }) => usage)),
    cost: sumOfCosts(priced.map(({ cost }) => cost)),
    attempts: priced.map(({ attempt, usage, cost }): Attempt => ({ ...attempt, usage, cost })),
  };
}

/** Null where the usage or the price is not known. Nothing that is charged for was done by a call that never reached a provider. */
function costOf(
  services: Services,
  inbound: InboundRequest,
  tenant: Tenant | null,
  { target, facts }: Tried,
): Cost | null {
  if (tenant === null || facts === null) return null;
  try {
    return services.config().prices.priceOf({
      provider: target.entity,
      model: target.model,
      answeredBy: facts.model,
      projectId: tenant.principal.projectId,
      usage: facts.usage,
      serviceTier: facts.serviceTier,
      atMs: inbound.startedAtUs / 1000,
    });
  } catch (error) {
    // An answer that was made is delivered, whatever its price.
    services.log.error({ err: error, request_id: inbound.id }, 'a request could not be priced');
    return null;
  }
}
