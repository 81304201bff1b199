import type { Exchange, Outcome, Settlement } from './exchange.ts';
import { asSignalboxError, failedOutcome } from './failure.ts';
import type { Services } from './services.ts';
import { admit } from './steps/admit.ts';
import { authenticate } from './steps/authenticate.ts';
import { infer } from './steps/infer.ts';
import { record } from './steps/record.ts';
import { route } from './steps/route.ts';
import { settle } from './steps/settle.ts';

/**
 * The request path: authenticate, admit, route, infer, settle, record, and then the last bytes, by `send`.
 * What a step throws ends the request with an error in the caller's protocol, which is settled and recorded like any other
 * outcome. A client that leaves before its body was complete asked for nothing, and nothing follows.
 */
export function runPipeline(
  services: Services,
  exchange: Exchange,
  send: (outcome: Outcome, settlement: Settlement) => void,
): void {
  const conclude = (outcome: Outcome): void => {
    if (exchange.concluded) return;
    exchange.concluded = true;
    exchange.beginStep();
    const settlement = settle(services, exchange, outcome);
    exchange.leave('settle');
    record(services, exchange, outcome, settlement, () => send(outcome, settlement));
  };
  const fail = (error: unknown): void =>
    conclude(failedOutcome(exchange, asSignalboxError(error, services.log, exchange.id)));

  try {
    const caller = authenticate(services, exchange);
    exchange.caller = caller;
    exchange.leave('authenticate');
    admit(
      services,
      exchange,
      caller,
      (admission) => {
        try {
          exchange.admission = admission;
          exchange.leave('admit');
          const target = route(services, caller, admission);
          exchange.target = target;
          exchange.leave('route');
          infer(services, exchange, caller, admission, target, (outcome) => {
            exchange.leave('infer');
            conclude(outcome);
          });
        } catch (error) {
          fail(error);
        }
      },
      fail,
    );
  } catch (error) {
    fail(error);
  }
}
