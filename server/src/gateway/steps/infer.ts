import { applyEdits, type Edit, type ParsedRequest } from '../../protocols/index.ts';
import { headerRecord } from '../../telemetry/index.ts';
import { type AttemptReason, attempt } from '../attempt.ts';
import type { CallContext } from '../call-context.ts';
import type { InboundRequest } from '../inbound-request.ts';
import type { AttemptResult, Outcome } from '../outcome.ts';
import type { Candidate, Plan } from '../plan.ts';
import { beginText } from '../request-header.ts';
import type { Services } from '../services.ts';
import type { Tenant } from './authenticate.ts';

/** What was decided about a request before it is sent anywhere. */
export interface Decided {
  readonly tenant: Tenant;
  readonly context: CallContext;
  readonly parsed: ParsedRequest;
  /** What steps changed about the body, of whatever ranges of it; applied with each candidate's own changes, in one copy. */
  readonly edits: readonly Edit[];
  readonly plan: Plan;
}

export interface Inferred {
  readonly outcome: Outcome;
  /** The one that was called last. */
  readonly candidate: Candidate;
  /** The header of its begin record. */
  readonly begin: string;
}

/**
 * Works through the plan until a call is answered, fails for good, or has sent the client something. Each call begins with a
 * begin record, the next one replacing the one before. Failures are outcomes too: the last call's is the request's.
 */
export async function infer(
  services: Services,
  inbound: InboundRequest,
  decided: Decided,
): Promise<Inferred> {
  const [first, ...others] = turns(decided.plan);
  let tried = await call(services, inbound, decided, first, 'first');
  for (const candidate of others) {
    if (!tried.again) break;
    const reason = candidate === tried.inferred.candidate ? 'retry' : 'fallback';
    tried = await call(services, inbound, decided, candidate, reason);
  }
  return tried.inferred;
}

/** Whom to call, in order. */
function turns({ candidates, retries }: Plan): readonly [Candidate, ...Candidate[]] {
  if (retries === 0) return candidates;
  const [first, ...others] = candidates;
  const again = (candidate: Candidate) => Array<Candidate>(retries).fill(candidate);
  return [first, ...again(first), ...others.flatMap((other) => [other, ...again(other)])];
}

async function call(
  services: Services,
  inbound: InboundRequest,
  { tenant, context, parsed, edits }: Decided,
  candidate: Candidate,
  reason: AttemptReason,
): Promise<{ readonly inferred: Inferred; readonly again: boolean }> {
  const begin = beginText(services, inbound, { tenant, context, parsed, target: candidate });
  const tryWith = (askForUsage: boolean, why: AttemptReason): Promise<AttemptResult> => {
    services.spool.begin(headerRecord(inbound.id, Buffer.from(begin)));
    const own = parsed.editsFor({ model: candidate.model, askForUsage });
    return attempt(services, inbound, {
      candidate,
      request: parsed,
      body: applyEdits(parsed.document.bytes, edits.length === 0 ? own : [...edits, ...own]),
      spliceUsageOut: parsed.stream && !parsed.tellsUsage,
      capture: context.attributes.capture === 'full',
      reason: why,
    });
  };
  const asking = parsed.stream && !parsed.tellsUsage && !services.usageRefusals.has(candidate);
  let result = await tryWith(asking, reason);
  // It was refused for what the client did not ask, so that the client never hears of it.
  if (asking && services.usageRefusals.learn(candidate, result))
    result = await tryWith(false, 'without_usage');
  return {
    inferred: { outcome: result.outcome, candidate, begin },
    again: result.kind === 'failed' && result.retryable && !result.bytesLeft,
  };
}
