import type { IncomingHttpHeaders } from 'node:http';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { ParsedRequest } from '../../protocols/index.ts';
import type { CallContext } from '../call-context.ts';
import type { InboundRequest } from '../inbound-request.ts';
import { readBody, tooLarge } from '../read-body.ts';
import type { Services } from '../services.ts';

/**
 * From the request's headers and body to what its protocol says that they are. Null where the client left before the end of
 * its body, so that it asked for nothing. Throws `request_invalid`, `member_duplicated`, `body_too_large`.
 */
export async function parse(
  services: Services,
  inbound: InboundRequest,
  context: CallContext,
): Promise<ParsedRequest | null> {
  const { request, response, journal } = inbound;
  const { headers } = request;
  const { maxBodyBytes } = services;
  if (context.fault !== null) throw context.fault;
  checkForm(headers);
  // Before anything of it is read, and before a client that asks first is told to go on.
  if (Number(headers['content-length']) > maxBodyBytes) throw tooLarge(maxBodyBytes);
  if (headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  const waitingSince = journal.elapsedUs();
  const body = await readBody(inbound, maxBodyBytes);
  if (body === null) return null;
  journal.waited(journal.elapsedUs() - waitingSince);
  return inbound.protocol.parse(body, inbound.address);
}

function checkForm(headers: IncomingHttpHeaders): void {
  const type = headers['content-type'];
  if (type !== undefined && !/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new SignalboxError(
      'request_invalid',
      `the body is said to be ${type}`,
      'Send JSON with content-type: application/json.',
    );
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new SignalboxError(
      'request_invalid',
      `the body is encoded with ${encoding}`,
      'Send it without a content-encoding.',
    );
  }
}
