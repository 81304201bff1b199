import { type Cost, sumOfCosts } from '../../platform/money/index.ts';
import { sumOfUsage, type Usage } from '../../protocols/conversation/index.ts';
import type { ParsedRequest } from '../../protocols/index.ts';
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
  parsed: ParsedRequest | null,
): Settlement {
  const { journal } = inbound;
  const { usage, cost, attempts } = spendingOf(services, inbound, tenant, parsed);
  const totalUs = journal.elapsedUs();
  const overheadUs = Math.max(0, totalUs - journal.waitedUs);
  return { usage, cost, attempts, totalUs, overheadUs };
}

function spendingOf(
  services: Services,
  inbound: InboundRequest,
  tenant: Tenant | null,
  parsed: ParsedRequest | null,
): Pick<Settlement, 'usage' | 'cost' | 'attempts'> {
  const { attempts: tried } = inbound.journal;
  const priced = tried.map((call) => {
    const usage = usageOf(call, parsed);
    const cost = costOf(services, inbound, tenant, call, usage);
    return { attempt: call.attempt, usage, cost };
  });
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

/** What the answer says; where it says nothing, as a file of sound does, what the request that it answers does. */
function usageOf({ attempt, facts }: Tried, parsed: ParsedRequest | null): Usage | null {
  return facts?.usage ?? (attempt.status === 'ok' ? (parsed?.asked?.() ?? null) : null);
}

/** Null where the usage or the price is not known. Nothing that is charged for was done by a call that never reached a provider. */
function costOf(
  services: Services,
  inbound: InboundRequest,
  tenant: Tenant | null,
  { target, facts }: Tried,
  usage: Usage | null,
): Cost | null {
  if (tenant === null || (facts === null && usage === null)) return null;
  try {
    return services.config().prices.priceOf({
      provider: target.entity,
      model: target.model,
      answeredBy: facts?.model ?? null,
      projectId: tenant.principal.projectId,
      usage,
      serviceTier: facts?.serviceTier ?? null,
      operation: inbound.operation,
      atMs: inbound.startedAtUs / 1000,
    });
  } catch (error) {
    // An answer that was made is delivered, whatever its price.
    services.log.error({ err: error, request_id: inbound.id }, 'a request could not be priced');
    return null;
  }
}
