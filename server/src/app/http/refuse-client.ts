import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { newId } from '../../lib/ids.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { errorBody } from './errors.ts';

/** How long a client may take to read why it is cut off. */
const LINGER_MS = 1_000;

/** Answers what Node's HTTP parser and timers refuse in the one error shape, and closes the connection. */
export function refuseClient(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (socket.writableEnded) return;
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const answer = expected(error.code ?? error.message);
  const body = JSON.stringify(errorBody(answer, newId<'request'>()));
  socket.end(
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
  // Reading goes on for a moment: closing at once on a client that still sends takes the answer away.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

function expected(code: string): SignalboxError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new SignalboxError(
      'headers_too_large',
      'the headers of the request are larger than 16 KiB',
      'Send fewer or shorter ones.',
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new SignalboxError(
      'request_timeout',
      'the request did not arrive whole in time',
      'Send it again.',
    );
  }
  return new SignalboxError(
    'request_invalid',
    `the request is not HTTP/1.1 as it should be (${code})`,
    'Send one with a client that speaks HTTP/1.1.',
  );
}
