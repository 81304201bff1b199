import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as startRequest,
} from 'node:http';
import { pipeline } from 'node:stream';
import { isUnread, lingerAtClose, type RawCall } from '../../platform/http/index.ts';
import { type GatewayAddress, gatewayUnreachable } from './gateway-address.ts';

/** What a gateway reads of a request. Never a cookie, and never the caller's own credential. */
const TO_GATEWAY = [
  'accept',
  'content-type',
  'content-length',
  'content-encoding',
  'openai-beta',
  'traceparent',
  'x-signalbox-capture',
  'x-signalbox-user',
  'x-signalbox-session',
  'x-signalbox-tags',
  'x-signalbox-metadata',
] as const;

/** Headers of the connection between control and the gateway, and what no answer may set on this origin. */
const NOT_BACK = new Set(['connection', 'keep-alive', 'transfer-encoding', 'set-cookie']);

/**
 * A connection a call, so that gateways which share the port share the calls and none is found closed; and one that the gateway
 * does not close: it reads the rest of a body that it refuses, and closing would take its answer away.
 */
export const relayAgent = (): Agent => new Agent({ keepAlive: true, maxFreeSockets: 0 });

/**
 * Passes a call on to a gateway of this host and its answer back, byte for byte and as it comes: nothing is kept, each side
 * waits for the other, and whoever leaves takes the other along. Throws `gateway_unreachable` where nobody answered; an
 * answer that breaks off breaks off here too, and never ends as if it were whole.
 */
export function relay(
  to: { readonly gateway: GatewayAddress; readonly agent: Agent; readonly path: string },
  token: string,
  { request, response, takeOver }: RawCall,
): Promise<void> {
  const { gateway, agent, path } = to;
  return new Promise((resolve, reject) => {
    // The client left while it was found out who it is: its `close` has been, and comes no second time.
    if (response.destroyed) {
      takeOver();
      resolve();
      return;
    }
    const upstream = startRequest({
      ...gateway,
      path,
      method: request.method,
      headers: { ...headersToGateway(request.headers), authorization: `Bearer ${token}` },
      agent,
    });
    let answered = false;
    const leave = (): void => {
      // After a whole answer, what is left of a body that was refused still goes to the gateway, which reads it away.
      if (!response.writableFinished) upstream.destroy();
      if (!answered) takeOver();
      resolve();
    };
    response.once('close', leave);
    upstream.once('response', (answer) => {
      answered = true;
      takeOver();
      if (response.destroyed) {
        answer.destroy();
        resolve();
        return;
      }
      const unread = isUnread(request);
      if (unread) lingerAtClose(request);
      response.writeHead(answer.statusCode ?? 502, {
        ...headersBack(answer),
        ...(unread ? { connection: 'close' } : {}),
      });
      response.flushHeaders();
      pipeline(answer, response, () => resolve());
    });
    upstream.on('error', (error) => {
      if (answered || response.closed) return;
      response.off('close', leave);
      request.unpipe(upstream).resume();
      reject(gatewayUnreachable(gateway, error));
    });
    // The gateway has answered and takes no more; the client may still be sending before it reads the answer.
    upstream.once('close', () => request.unpipe(upstream).resume());
    // Not a pipeline, which would close the client's connection before it reads why its call was refused.
    if (hasBody(request)) request.pipe(upstream);
    else upstream.end();
  });
}

/** A provider's page must never be a page of the console: it is shown as text, in a sandbox, whatever it says that it is. */
const HARMLESS =
  /^(?:application\/(?:[\w.-]+\+)?json|text\/event-stream|text\/plain|audio\/[\w.-]+|image\/(?:png|jpeg|webp|gif))\s*(?:;|$)/i;
const ON_THIS_ORIGIN = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
} as const;

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function headersToGateway(headers: IncomingHttpHeaders): Record<string, string> {
  const forwarded: Record<string, string> = {};
  for (const name of TO_GATEWAY) {
    const value = headers[name];
    if (typeof value === 'string') forwarded[name] = value;
  }
  return forwarded;
}

function headersBack({ headers }: IncomingMessage): Record<string, string | string[]> {
  const back: Record<string, string | string[]> = { ...ON_THIS_ORIGIN };
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !NOT_BACK.has(name)) back[name] = value;
  if (!HARMLESS.test(headers['content-type'] ?? 'text/plain'))
    back['content-type'] = 'text/plain; charset=utf-8';
  return back;
}
