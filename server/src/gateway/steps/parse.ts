import type { IncomingHttpHeaders } from 'node:http';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { ParsedRequest } from '../../protocols/index.ts';
import type { CallContext } from '../call-context.ts';
import type { InboundRequest } from '../inbound-request.ts';
import { readBody, tooLarge } from '../read-body.ts';
import type { Services } from '../services.ts';
import { isForm, readUpload } from '../upload/read-upload.ts';

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
  const uploads = inbound.takesForms && isForm(headers['content-type']);
  checkForm(headers, uploads);
  const maxBytes = uploads ? services.uploads.maxBytes : maxBodyBytes;
  // Before anything of it is read, and before a client that asks first is told to go on.
  if (Number(headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
  if (headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  const waitingSince = journal.elapsedUs();
  const body = uploads ? await upload(services, inbound) : await readBody(inbound, maxBytes);
  if (body === null) return null;
  journal.waited(journal.elapsedUs() - waitingSince);
  return inbound.protocol.parse(body, inbound.address);
}

/** Takes a form to disk; answers what stands for it. */
async function upload(services: Services, inbound: InboundRequest): Promise<Buffer | null> {
  inbound.upload = await readUpload(inbound, services.uploads);
  return inbound.upload?.description() ?? null;
}

function checkForm(headers: IncomingHttpHeaders, uploads: boolean): void {
  const type = headers['content-type'];
  if (!uploads && type !== undefined && !/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
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
