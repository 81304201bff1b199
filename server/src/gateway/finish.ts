import type { ServerResponse } from 'node:http';
import { isUnread, lingerAtClose } from '../platform/http/index.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Conclusion } from './outcome.ts';
import { costHeader, overheadHeader } from './response-head.ts';

/** How long a broken stream's error event may take to leave before the connection is cut. */
const BREAK_AFTER_MS = 1_000;
/** Up to here an answer is written as text. */
const SHORT_BODY = 16 << 10;

/** Sends what was held back for the record. The client may be gone by now, which changes nothing. */
export function finish(
  inbound: InboundRequest,
  { outcome: { closing }, settlement }: Conclusion,
  closeConnection: boolean,
): void {
  const { response } = inbound;
  if (response.destroyed) return;
  switch (closing.kind) {
    case 'none':
      return;
    case 'stream_end':
      response.end(closing.tail);
      return;
    case 'stream_break':
      breakStream(response, closing.event);
      return;
    case 'whole': {
      const headers = [...closing.headers, ...overheadHeader(settlement.overheadUs)];
      if (settlement.cost !== null) headers.push(...costHeader(settlement.cost));
      answerWhole(inbound, closing.status, headers, closing.body, closeConnection);
    }
  }
}

function answerWhole(
  { request, response }: Pick<InboundRequest, 'request' | 'response'>,
  status: number,
  headers: string[],
  body: Buffer,
  closeConnection: boolean,
): void {
  const unread = isUnread(request);
  if (unread) lingerAtClose(request);
  if (closeConnection || unread) headers.push('connection', 'close');
  response.writeHead(status, headers);
  // As latin1 text, whose characters are the bytes, a short body leaves in one write with the headers instead of a gathered one.
  if (body.length <= SHORT_BODY) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
}

function breakStream(response: ServerResponse, event: Buffer | null): void {
  const timer = setTimeout(() => response.destroy(), BREAK_AFTER_MS);
  response.once('close', () => clearTimeout(timer));
  // Even an empty write is called back only after all before it has left.
  response.write(event ?? '', () => response.destroy());
}
