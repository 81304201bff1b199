import type { ParsedRequest } from '../protocols/index.ts';
import { type CallContext, contextOf, withBody } from './call-context.ts';
import { letOwnPagesRead } from './cross-origin.ts';
import { asSignalboxError, failedOutcome } from './failure.ts';
import type { InboundRequest } from './inbound-request.ts';
import { stayWithMaker } from './kept/stay-with-maker.ts';
import type { Conclusion, Outcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { Services } from './services.ts';
import { admit } from './steps/admit.ts';
import { authenticate, type Tenant } from './steps/authenticate.ts';
import { type Inferred, infer } from './steps/infer.ts';
import { parse, receive } from './steps/parse.ts';
import { record } from './steps/record.ts';
import { route } from './steps/route.ts';
import { settle } from './steps/settle.ts';

/**
 * The request path: authenticate, parse, admit, route, infer, settle, record, and then the last bytes, by `send`.
 *
 * Each step gets what the steps before it found out and answers with what it adds. Most answer at once, and only a promise is
 * awaited. What a step throws ends the request with an error in the caller's protocol, which is settled and recorded like any
 * other outcome. A client that leaves before its body was complete asked for nothing, and nothing follows.
 */
export async function runPipeline(
  services: Services,
  inbound: InboundRequest,
  send: (conclusion: Conclusion) => void,
): Promise<void> {
  const { journal } = inbound;
  let tenant: Tenant | null = null;
  let context: CallContext | null = null;
  let parsed: ParsedRequest | null = null;
  let plan: Plan | null = null;
  let inferred: Inferred | null = null;
  let failure: Outcome | null = null;
  try {
    tenant = authenticate(services, inbound.request);
    letOwnPagesRead(tenant, inbound.request, inbound.response);
    journal.leave('authenticate');
    context = contextOf(inbound, tenant.capture);
    const received = journal.elapsedUs();
    const body = await receive(services, inbound, context);
    if (body === null) return;
    journal.waited(journal.elapsedUs() - received);
    parsed = parse(inbound, body);
    context = withBody(context, parsed);
    journal.leave('parse');
    const admission = admit(tenant);
    journal.leave('admit');
    plan = route(services, inbound, { tenant, context, parsed, admission });
    const staying = stayWithMaker(services, inbound, tenant.principal.projectId, parsed, plan);
    plan = staying.plan;
    journal.leave('route');
    const { edits } = staying;
    inferred = await infer(services, inbound, { tenant, context, parsed, edits, plan });
    journal.leave('infer');
  } catch (error) {
    const known = asSignalboxError(error, services.log, inbound.id);
    failure = failedOutcome(inbound, plan?.candidates[0] ?? null, known);
  } finally {
    const outcome = inferred?.outcome ?? failure;
    if (outcome !== null) {
      const target = inferred?.candidate ?? plan?.candidates[0] ?? null;
      journal.beginStep();
      const settlement = settle(services, inbound, tenant, parsed);
      journal.leave('settle');
      // A request whose caller is unknown belongs to no project and has no record.
      if (tenant !== null) {
        const begin = inferred?.begin ?? null;
        const found = { tenant, context, parsed, target, route: plan?.route ?? null, begin };
        await record(services, inbound, found, outcome, settlement);
      }
      send({ outcome, settlement, target });
    }
    if (inbound.upload !== null) await inbound.upload[Symbol.asyncDispose]();
  }
}
