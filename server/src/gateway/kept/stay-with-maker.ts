import { SignalboxError } from '../../platform/errors/index.ts';
import type { Edit, ParsedRequest } from '../../protocols/index.ts';
import type { InboundRequest } from '../inbound-request.ts';
import type { Plan } from '../plan.ts';
import type { Services } from '../services.ts';
import { wrappedIdsOf } from './wrapped-for.ts';

/** Where a request can go, and what makes of its ids those that are known there. */
interface Staying {
  readonly plan: Plan;
  readonly edits: readonly Edit[];
}

const NO_EDITS: readonly Edit[] = [];

/**
 * A request that refers to what a provider keeps, or can alone read, goes to that provider and no other. Throws `request_invalid`
 * where the plan does not have it, where several would be needed, and where it is not known any more which one it was.
 */
export function stayWithMaker(
  services: Services,
  { protocol }: Pick<InboundRequest, 'protocol'>,
  projectId: string,
  parsed: ParsedRequest,
  plan: Plan,
): Staying {
  if (protocol.kept === undefined) return { plan, edits: NO_EDITS };
  const ids = wrappedIdsOf(services, projectId);
  const { origins, edits, unknownIn } = protocol.kept.references(parsed.document, ids);
  if (unknownIn !== null) throw nobodys(unknownIn);
  const [first, second] = origins;
  if (first === undefined) return { plan, edits: NO_EDITS };
  if (second !== undefined) throw severals(second[1]);
  const [origin, member] = first;
  const [candidate, ...others] = plan.candidates.filter((one) => one.origin.name === origin);
  if (candidate !== undefined) {
    return { plan: { ...plan, candidates: [candidate, ...others] }, edits };
  }
  const maker = services.config().madeBy(projectId, origin)?.entity.name ?? 'that made it';
  throw anothers(member, maker);
}

function nobodys(member: string): SignalboxError {
  return refusal(
    member,
    `an id in "${member}" was not given to this project, or its provider is gone or has another credential since`,
    'Send the conversation itself in its place, without ids and encrypted content.',
  );
}

function severals(member: string): SignalboxError {
  return refusal(
    member,
    `"${member}" refers to what another provider has than the rest of the request`,
    'Refer to what one provider made, and send the rest without ids and encrypted content.',
  );
}

function anothers(member: string, maker: string): SignalboxError {
  return refusal(
    member,
    `"${member}" refers to what only the provider "${maker}" has`,
    `Call a model of that provider (${maker}/…), or send the conversation itself, without ids and encrypted content.`,
  );
}

function refusal(param: string, message: string, next: string): SignalboxError {
  return new SignalboxError('request_invalid', message, next, { details: { param } });
}
