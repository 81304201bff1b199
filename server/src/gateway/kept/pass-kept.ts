import type { UpstreamCall } from '../../inference/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { attempt } from '../attempt.ts';
import { loggedIn } from '../caller-credential.ts';
import { letOwnPagesRead } from '../cross-origin.ts';
import type { InboundRequest } from '../inbound-request.ts';
import type { Conclusion } from '../outcome.ts';
import type { Services } from '../services.ts';
import { authenticate } from '../steps/authenticate.ts';
import { settle } from '../steps/settle.ts';
import { keeperOf } from './keeper.ts';
import type { KeptEndpoint } from './kept-address.ts';
import { prefixFor } from './wrapped-for.ts';

/**
 * What is asked about something that a provider keeps: `/v1/responses/{id}` and what is below it. The id tells who keeps it, and the
 * call goes there with that provider's credential and its own id; the ids in what it answers are wrapped again. It is no request to
 * a model: no row is written. Rejects with `not_found` where the id was not given to the caller's project.
 */
export async function passKept(
  services: Services,
  inbound: InboundRequest,
  endpoint: KeptEndpoint,
): Promise<Conclusion> {
  const { request, response } = inbound;
  const tenant = authenticate(services, request);
  letOwnPagesRead(tenant, request, response);
  // Nothing in a body says what is asked.
  request.resume();
  const found = keeperOf(services, tenant, endpoint.id, endpoint.protocol);
  if (found === null || !found.keeper.provider.protocols.includes(endpoint.protocol)) {
    throw notKept();
  }
  const { keeper, id } = found;
  const { candidate, headers: login } = loggedIn(keeper, request.headers);
  const query = endpoint.query === '' ? '' : `?${endpoint.query}`;
  const { outcome } = await attempt(services, inbound, {
    candidate,
    method: methodOf(request.method),
    path: `/responses/${encodeURIComponent(id)}${endpoint.rest}${query}`,
    stream: /(?:^|&)stream=true(?:&|$)/i.test(endpoint.query),
    body: null,
    login,
    spliceUsageOut: false,
    capture: false,
    translation: null,
    prefixOf: prefixFor(services, tenant.principal.projectId, candidate),
    reason: 'first',
  });
  return { outcome, settlement: settle(services, inbound, null, null), target: candidate };
}

export function methodOf(method: string | undefined): UpstreamCall['method'] {
  return method === 'POST' || method === 'DELETE' ? method : 'GET';
}

function notKept(): SignalboxError {
  return new SignalboxError(
    'not_found',
    'no provider keeps a response of this id for the key that was sent',
    'Use the id that the gateway answered with. An answer that says "store": false is kept by nobody, nor is one found again after its provider or that one\'s credential was changed.',
    { details: { param: 'response_id' } },
  );
}
