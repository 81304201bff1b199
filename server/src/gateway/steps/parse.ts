import type { IncomingHttpHeaders } from 'node:http';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { ParsedRequest } from '../../protocols/index.ts';
import type { CallContext } from '../call-context.ts';
import type { InboundRequest } from '../inbound-request.ts';
import { readBody, tooLarge } from '../read-body.ts';
import type { Services } from '../services.ts';
import { isForm, readUpload } from '../upload/read-upload.ts';

/**
 * The body of a request, once its headers say that it can be read. Null where the client left before the end of it, so that it
 * asked for nothing. Throws or rejects with `request_invalid`, `body_too_large`, and what `readUpload` does.
 */
export function receive(
  services: Services,
  inbound: InboundRequest,
  context: CallContext,
): Promise<Buffer | null> {
  const { request, response } = inbound;
  const { headers } = request;
  if (context.fault !== null) throw context.fault;
  const uploads = inbound.takesForms && isForm(headers['content-type']);
  checkForm(headers, uploads);
  const maxBytes = uploads ? services.uploads.maxBytes : services.maxBodyBytes;
  // Before anything of it is read, and before a client that asks first is told to go on.
  if (Number(headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
  if (headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  return uploads ? upload(services, inbound) : readBody(inbound, maxBytes);
}

/** From a body to what its protocol says that it is. Throws `request_invalid`, `member_duplicated`. */
export function parse({ protocol, address }: InboundRequest, body: Buffer): ParsedRequest {
  return protocol.parse(body, address);
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
