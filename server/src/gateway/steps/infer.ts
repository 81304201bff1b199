import { SignalboxError } from '../../platform/errors/index.ts';
import { RequestFault } from '../../protocols/request-fault.ts';
import type { AttemptReason } from '../attempt.ts';
import { isOfCaller } from '../caller-credential.ts';
import { Candidates } from '../candidates.ts';
import { failedOutcome } from '../failure.ts';
import { hedged } from '../hedged.ts';
import type { InboundRequest } from '../inbound-request.ts';
import { type Call, type Decided, makeCall, sendCall } from '../make-call.ts';
import { type AttemptResult, abandoned, type Outcome } from '../outcome.ts';
import { pause } from '../pause.ts';
import type { Candidate, Plan } from '../plan.ts';
import { type Move, nextMove } from '../resilience/next-move.ts';
import type { Services } from '../services.ts';

export interface Inferred {
  readonly outcome: Outcome;
  /** The one that was called last. */
  readonly candidate: Candidate;
  /** The header of its begin record. */
  readonly begin: string;
}

/**
 * Works through the plan until a call is answered, fails for good, or has sent the client something. Each call begins with a
 * begin record, the next one replacing the one before. Failures are outcomes too: the last call's is the request's. A candidate
 * to which the request cannot be carried is passed over while there is another one. Rejects with `no_target_available` where
 * none may be called.
 */
export async function infer(
  services: Services,
  inbound: InboundRequest,
  decided: Decided,
): Promise<Inferred> {
  const { plan } = decided;
  const candidates = new Candidates(services, plan);
  let call = nextCall(services, inbound, decided, candidates, null);
  if (call === null) throw candidates.unavailable();
  let repeated = 0;
  for (;;) {
    const ran: Ran = await run(services, inbound, decided, candidates, call);
    const { result, last } = ran;
    const ended = { outcome: result.outcome, candidate: last.chosen, begin: last.begin };
    const move = moveAfter(services, inbound, plan, { result, last, repeated, candidates });
    if (move.kind === 'stop') return ended;
    if (move.kind === 'again') {
      const paused = await pause(inbound, move.waitMs);
      if (paused === 'left') return { ...ended, outcome: abandoned() };
      if (paused !== 'over') {
        return { ...ended, outcome: failedOutcome(inbound, last.chosen, paused) };
      }
      repeated += 1;
      call = makeCall(services, inbound, decided, last.chosen, 'retry');
      continue;
    }
    const next = nextCall(services, inbound, decided, candidates, last.chosen);
    if (next === null) return ended;
    repeated = 0;
    call = next;
  }
}

interface Ran {
  readonly result: AttemptResult;
  /** The call that it is of. */
  readonly last: Call;
}

/** One turn: a call, beside another one where it is slow, and again where it was refused for what only the gateway asked. */
async function run(
  services: Services,
  inbound: InboundRequest,
  decided: Decided,
  candidates: Candidates,
  call: Call,
): Promise<Ran> {
  const { plan } = decided;
  const { hedgeAfterMs } = plan;
  if (hedgeAfterMs !== null && candidates.any && !isOfCaller(call.chosen)) {
    return hedged(services, inbound, decided, {
      call,
      afterMs: hedgeAfterMs,
      another: () =>
        plan.budget?.withdraw() === false
          ? null
          : nextCall(services, inbound, decided, candidates, null, 'hedge'),
    });
  }
  const result = await sendCall(services, inbound, decided, call);
  // It was refused for what the client did not ask, so that the client never hears of it.
  if (!call.askForUsage || !services.usageRefusals.learn(call.candidate, result)) {
    return { result, last: call };
  }
  const without: Call = { ...call, askForUsage: false, reason: 'without_usage' };
  return { result: await sendCall(services, inbound, decided, without), last: without };
}

/**
 * The next candidate as it is called. Those to which the request cannot be carried are passed over; where it is none that it can
 * be carried to, that of the first one is thrown. Null: there is none.
 */
function nextCall(
  services: Services,
  inbound: InboundRequest,
  decided: Decided,
  candidates: Candidates,
  before: Candidate | null,
  reason?: AttemptReason,
): Call | null {
  let fault: unknown = null;
  for (;;) {
    const chosen = candidates.take();
    if (chosen === null) {
      // Where something was called already, its outcome says more.
      if (fault !== null && before === null && reason === undefined) throw fault;
      return null;
    }
    try {
      return makeCall(services, inbound, decided, chosen, reason ?? reasonOf(chosen, before));
    } catch (error) {
      if (!(error instanceof RequestFault || error instanceof SignalboxError)) throw error;
      fault ??= error;
    }
  }
}

function reasonOf(chosen: Candidate, before: Candidate | null): AttemptReason {
  if (before === null) return 'first';
  const same = chosen.entity === before.entity && chosen.model === before.model;
  return same ? 'rotate' : 'fallback';
}

function moveAfter(
  services: Services,
  inbound: InboundRequest,
  plan: Plan,
  at: Ran & { readonly repeated: number; readonly candidates: Candidates },
): Move {
  const { result, last, repeated, candidates } = at;
  // What has begun is never switched. Who logs in by themselves has said whom they want to reach.
  if (result.kind === 'answered' || result.bytesLeft || isOfCaller(last.chosen)) return STOP;
  const { failure, retryAfterMs } = result;
  if (failure === null) return STOP;
  return nextMove({
    failure,
    repeated,
    retries: plan.retries,
    fallbackOn: plan.fallbackOn,
    others: candidates.any,
    retryAfterMs,
    remainingMs: plan.totalMs - inbound.journal.elapsedUs() / 1000,
    random: () => services.health.random(),
    withdraw: () => plan.budget?.withdraw() ?? true,
  });
}

const STOP: Move = { kind: 'stop' };
