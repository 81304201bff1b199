import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { newId } from '../lib/ids.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import { openaiChat } from '../protocols/index.ts';

/** How long a client may take to read why it is cut off. */
const LINGER_MS = 1_000;

/** What Node's HTTP parser and its timers refuse, as what it means to the client. */
export function protocolError(error: NodeJS.ErrnoException): SignalboxError {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new SignalboxError(
        'headers_too_large',
        'the headers (or trailers) of the request are larger than 16 KiB',
        'Send fewer or shorter ones; what belongs to the question goes into the body.',
      );
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new SignalboxError(
        'request_invalid',
        'the extensions of a chunk of the body are too long',
        'Send the chunks without extensions, or the body with a content-length.',
      );
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new SignalboxError(
        'request_timeout',
        'the request did not arrive whole in time (30 s for the headers, 300 s with the body)',
        'Send it again, faster or smaller.',
      );
    default:
      return new SignalboxError(
        'request_invalid',
        `the request is not HTTP/1.1 as it should be (${error.code ?? error.message})`,
        'Send one with a client that speaks HTTP/1.1; a proxy in between may have cut it short.',
      );
  }
}

/** RFC 9112, 3.2: a server must refuse a request of HTTP/1.1 without it. */
export function withoutHost(): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    'the request has no Host header',
    'Send one, as every client that speaks HTTP/1.1 does; a proxy in between may have taken it away.',
  );
}

/**
 * Tells it to a client on a connection of which nothing more can be understood, in OpenAI's shape, and closes that. Reading
 * goes on for a moment: closing at once on a client that still sends resets it, and takes the answer away.
 */
export function refuseConnection(socket: Duplex, error: SignalboxError): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = openaiChat.errorResponse(error, newId<'request'>());
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}connection: close\r\n\r\n${body.toString()}`,
  );
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
