import type { IncomingHttpHeaders } from 'node:http';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type ScannedRequest, scanRequest } from '../../protocols/openai-chat/index.ts';
import type { Admission, Caller, Exchange } from '../exchange.ts';
import { noLabels, readLabels } from '../labels.ts';
import { readBody, tooLarge } from '../read-body.ts';
import type { Services } from '../services.ts';
import { readTraceContext } from '../traceparent.ts';

/**
 * From the request's headers and body to something that may be routed. Gives it to `next`, or the failure to `fail`:
 * `request_invalid`, `member_duplicated`, `body_too_large`. A client that leaves before the end of its body hears nothing.
 */
export function admit(
  services: Services,
  exchange: Exchange,
  caller: Caller,
  next: (admission: Admission) => void,
  fail: (error: unknown) => void,
): void {
  const { request, response } = exchange;
  const { headers } = request;
  exchange.trace = readTraceContext(one(headers['traceparent']), exchange.id);
  exchange.labels = noLabels(caller.capture);
  exchange.labels = readLabels(headers, caller.capture);
  checkForm(headers);
  const { maxBodyBytes } = services;
  // Before anything of it is read, and before a client that asks first is told to go on.
  if (Number(headers['content-length']) > maxBodyBytes) throw tooLarge(maxBodyBytes);
  if (headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  const waitingSince = exchange.elapsedUs();
  readBody(
    request,
    maxBodyBytes,
    (body) => {
      exchange.waitedUs += exchange.elapsedUs() - waitingSince;
      let scanned: ScannedRequest;
      try {
        scanned = scanRequest(body, exchange.operation);
      } catch (error) {
        fail(error);
        return;
      }
      next({ body, scanned });
    },
    fail,
  );
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

function one(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
