import type { UpstreamCall } from '../inference/index.ts';
import { applyEdits, type Edit, type ParsedRequest } from '../protocols/index.ts';
import { headerRecord } from '../telemetry/index.ts';
import { type AttemptReason, attempt } from './attempt.ts';
import type { CallContext } from './call-context.ts';
import { loggedIn } from './caller-credential.ts';
import type { InboundRequest } from './inbound-request.ts';
import { prefixFor } from './kept/wrapped-for.ts';
import type { AttemptResult } from './outcome.ts';
import type { Candidate, Plan } from './plan.ts';
import type { Lane } from './race.ts';
import { beginText } from './request-header.ts';
import type { Services } from './services.ts';
import type { Tenant } from './steps/authenticate.ts';
import { type Translation, translateRequest } from './translation.ts';

/** What was decided about a request before it is sent anywhere. */
export interface Decided {
  readonly tenant: Tenant;
  readonly context: CallContext;
  readonly parsed: ParsedRequest;
  /** What steps changed about the body, of whatever ranges of it; applied with each candidate's own changes, in one copy. */
  readonly edits: readonly Edit[];
  readonly plan: Plan;
}

/** One turn of the plan. */
export interface Call {
  readonly chosen: Candidate;
  /** As this client reaches it. */
  readonly candidate: Candidate;
  readonly login: Readonly<Record<string, string>> | null;
  readonly begin: string;
  readonly askForUsage: boolean;
  /** What it is sent, by whether usage is asked for. */
  readonly asked: Asked;
  readonly reason: AttemptReason;
}

/** The body that the candidate gets: the client's with what was changed about it, or one of a protocol that it speaks. */
interface Asked {
  readonly candidate: Candidate;
  readonly body: UpstreamCall['body'];
  readonly translation: Translation | null;
}

/** Throws what makes it impossible to carry the request to this candidate. */
export function makeCall(
  services: Services,
  inbound: InboundRequest,
  decided: Decided,
  chosen: Candidate,
  reason: AttemptReason,
): Call {
  const { tenant, context, parsed, plan } = decided;
  const { candidate, headers: login } = loggedIn(
    withinTime(chosen, inbound, plan),
    inbound.request.headers,
  );
  // A translation always wants it, since the client's protocol may tell it.
  const wanted = parsed.stream && (!parsed.tellsUsage || candidate.protocol !== inbound.protocol);
  const askForUsage = wanted && !services.usageRefusals.has(candidate);
  return {
    chosen,
    candidate,
    login,
    begin: beginText(services, inbound, {
      tenant,
      context,
      parsed,
      target: candidate,
      route: plan.route,
    }),
    askForUsage,
    asked: askedOf(inbound, decided, candidate, askForUsage),
    reason,
  };
}

/** What is left of the time for all calls bounds this one. */
function withinTime(
  candidate: Candidate,
  { journal }: InboundRequest,
  { totalMs }: Plan,
): Candidate {
  const { timeouts } = candidate;
  if (journal.calls === 0 && timeouts.totalMs <= totalMs) return candidate;
  const left = Math.max(1, totalMs - journal.elapsedUs() / 1000);
  return left >= timeouts.totalMs
    ? candidate
    : { ...candidate, timeouts: { ...timeouts, totalMs: left } };
}

export function sendCall(
  services: Services,
  inbound: InboundRequest,
  decided: Decided,
  { candidate, login, begin, askForUsage, asked: first, reason }: Call,
  lane?: Lane,
): Promise<AttemptResult> {
  const { tenant, parsed, context } = decided;
  const asked =
    reason === 'without_usage' ? askedOf(inbound, decided, candidate, askForUsage) : first;
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
    ...(lane === undefined ? {} : { lane }),
  });
}

function askedOf(
  inbound: InboundRequest,
  { tenant, parsed, edits }: Decided,
  candidate: Candidate,
  askForUsage: boolean,
): Asked {
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
