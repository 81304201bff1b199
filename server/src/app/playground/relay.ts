import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as startRequest,
} from 'node:http';
import { pipeline } from 'node:stream';
import { isUnread, lingerAtClose, type RawCall } from '../../platform/http/index.ts';
import type { Protocol } from '../../protocols/index.ts';
import { answerEvents } from './answer-events.ts';
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

export interface RelayTarget {
  readonly gateway: GatewayAddress;
  readonly agent: Agent;
  readonly path: string;
  /** In which what went well is read, and told as events of the normal form; null: its bytes are passed on. */
  readonly read: Protocol | null;
}

/**
 * Passes a call on to a gateway of this host and its answer back, byte for byte or read, and as it comes: nothing is kept, each
 * side waits for the other, and whoever leaves takes the other along. Throws `gateway_unreachable` where nobody answered; an
 * answer that breaks off breaks off here too, and never ends as if it were whole.
 */
export function relay(
  { gateway, agent, path, read }: RelayTarget,
  token: string,
  { request, response, takeOver }: RawCall,
): Promise<void> {
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
      headers: {
        ...headersToGateway(request.headers),
        // What the caller takes is our answer's form, not the gateway's.
        ...(read === null ? {} : { accept: '*/*' }),
        authorization: `Bearer ${token}`,
      },
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
      const status = answer.statusCode ?? 502;
      // What a refusal says is for whoever asked, as it was said.
      const reader = status < 300 ? read : null;
      const headers = headersBack(answer);
      if (reader !== null) {
        delete headers['content-length'];
        headers['content-type'] = 'application/x-ndjson';
      }
      response.writeHead(status, { ...headers, ...(unread ? { connection: 'close' } : {}) });
      response.flushHeaders();
      const ended = (): void => resolve();
      if (reader === null) pipeline(answer, response, ended);
      else pipeline(answer, (from) => lines(from, answer, reader), response, ended);
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

/** The events of an answer, each a line of JSON. */
async function* lines(
  from: AsyncIterable<Buffer>,
  { headers }: IncomingMessage,
  protocol: Protocol,
): AsyncGenerator<string> {
  for await (const events of answerEvents(from, headers['content-type'], protocol))
    yield events.map((event) => `${JSON.stringify(event)}\n`).join('');
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
