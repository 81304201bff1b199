import type { Cost } from '../../platform/money/index.ts';
import type { Exchange, Outcome, Settlement } from '../exchange.ts';
import type { Services } from '../services.ts';

/** From usage to cost, and from the clock to the request's times. What is not known stays null. */
export function settle(services: Services, exchange: Exchange, outcome: Outcome): Settlement {
  const cost = costOf(services, exchange, outcome);
  const totalUs = exchange.elapsedUs();
  return { cost, totalUs, overheadUs: Math.max(0, totalUs - exchange.waitedUs) };
}

/** Null where the usage or the price is not known. Nothing that is charged for was done by a call that never reached a provider. */
function costOf(services: Services, exchange: Exchange, outcome: Outcome): Cost | null {
  const { caller, target } = exchange;
  if (caller === null || target === null || outcome.facts === null) return null;
  try {
    return services.directory().prices.priceOf({
      provider: target.entity,
      model: target.model,
      projectId: caller.principal.projectId,
      usage: outcome.facts.usage,
      atMs: exchange.startedAtUs / 1000,
    });
  } catch (error) {
    // An answer that was made is delivered, whatever its price.
    services.log.error({ err: error, request_id: exchange.id }, 'a request could not be priced');
    return null;
  }
}
