import type { UpstreamCall } from '../../inference/index.ts';
import { applyEdits, type Edit, type ParsedRequest } from '../../protocols/index.ts';
import { headerRecord } from '../../telemetry/index.ts';
import { type AttemptReason, attempt } from '../attempt.ts';
import type { CallContext } from '../call-context.ts';
import { isOfCaller, loggedIn } from '../caller-credential.ts';
import type { InboundRequest } from '../inbound-request.ts';
import { prefixFor } from '../kept/wrapped-for.ts';
import type { AttemptResult, Outcome } from '../outcome.ts';
import type { Candidate, Plan } from '../plan.ts';
import { beginText } from '../request-header.ts';
import type { Services } from '../services.ts';
import { type Translation, translateRequest } from '../translation.ts';
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
  const chosen = turns(decided.plan);
  let turn = 0;
  let call = callOf(services, inbound, decided, chosen[0], 'first');
  for (;;) {
    let result = await send(services, inbound, decided, call);
    // It was refused for what the client did not ask, so that the client never hears of it.
    if (call.askForUsage && services.usageRefusals.learn(call.candidate, result)) {
      const without = { ...call, askForUsage: false, reason: 'without_usage' } as const;
      result = await send(services, inbound, decided, without);
    }
    const { chosen: last } = call;
    turn += 1;
    const next = chosen[turn];
    if (next === undefined || !isWorthAnother(result, last)) {
      return { outcome: result.outcome, candidate: last, begin: call.begin };
    }
    const reason = next === last ? 'retry' : 'fallback';
    call = callOf(services, inbound, decided, next, reason);
  }
}

/** Whom to call, in order. */
function turns({ candidates, retries }: Plan): readonly [Candidate, ...Candidate[]] {
  if (retries === 0) return candidates;
  const [first, ...others] = candidates;
  const again = (candidate: Candidate) => Array<Candidate>(retries).fill(candidate);
  return [first, ...again(first), ...others.flatMap((other) => [other, ...again(other)])];
}

/** Who logs in by themselves has said whom they want to reach. */
function isWorthAnother(result: AttemptResult, called: Candidate): boolean {
  return result.kind === 'failed' && result.retryable && !result.bytesLeft && !isOfCaller(called);
}

/** One turn of the plan. */
interface Call {
  readonly chosen: Candidate;
  /** As this client reaches it. */
  readonly candidate: Candidate;
  readonly login: Readonly<Record<string, string>> | null;
  readonly begin: string;
  readonly askForUsage: boolean;
  readonly reason: AttemptReason;
}

function callOf(
  services: Services,
  inbound: InboundRequest,
  { tenant, context, parsed }: Decided,
  chosen: Candidate,
  reason: AttemptReason,
): Call {
  const { candidate, headers: login } = loggedIn(chosen, inbound.request.headers);
  // A translation always wants it, since the client's protocol may tell it.
  const wanted = parsed.stream && (!parsed.tellsUsage || candidate.protocol !== inbound.protocol);
  return {
    chosen,
    candidate,
    login,
    begin: beginText(services, inbound, { tenant, context, parsed, target: candidate }),
    askForUsage: wanted && !services.usageRefusals.has(candidate),
    reason,
  };
}

function send(
  services: Services,
  inbound: InboundRequest,
  decided: Decided,
  { candidate, login, begin, askForUsage, reason }: Call,
): Promise<AttemptResult> {
  const { tenant, parsed, context } = decided;
  const asked = requestFor(inbound, decided, candidate, askForUsage);
  const { body, translation } = asked;
  services.spool.begin(headerRecord(inbound.id, Buffer.from(begin)));
  return attempt(services, inbound, {
    candidate: asked.candidate,
    method: 'POST',
    path: asked.candidate.protocol.upstreamPath(parsed, candidate.model),
    stream: parsed.stream,
    body,
    login,
    spliceUsageOut: translation === null && parsed.stream && !parsed.tellsUsage,
    capture: context.attributes.capture === 'full',
    translation,
    // A client of another protocol could not hand them back.
    prefixOf:
      translation === null ? prefixFor(services, tenant.principal.projectId, candidate) : null,
    reason,
  });
}

/** The body that the candidate gets: the client's with what was changed about it, or one of a protocol that it speaks. */
function requestFor(
  inbound: InboundRequest,
  { tenant, parsed, edits }: Decided,
  candidate: Candidate,
  askForUsage: boolean,
): {
  readonly candidate: Candidate;
  readonly body: UpstreamCall['body'];
  readonly translation: Translation | null;
} {
  if (candidate.protocol !== inbound.protocol) {
    const { onUnsupported } = tenant;
    return translateRequest(inbound, { parsed, edits, candidate, askForUsage, onUnsupported });
  }
  if (inbound.upload !== null) {
    return { candidate, body: inbound.upload.body(candidate.model), translation: null };
  }
  const own = parsed.editsFor({ model: candidate.model, askForUsage });
  const body = applyEdits(parsed.document.bytes, edits.length === 0 ? own : [...edits, ...own]);
  return { candidate, body, translation: null };
}
