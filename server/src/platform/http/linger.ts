import type { IncomingMessage } from 'node:http';

export interface LingerBounds {
  readonly mostMs: number;
  /** How long the client may pause. */
  readonly idleMs: number;
  readonly mostBytes: number;
}

const BOUNDS: LingerBounds = { mostMs: 30_000, idleMs: 5_000, mostBytes: 1 << 30 };
/** What Node may read past to keep the connection. */
const SHORT_BODY = 16 << 10;

/**
 * Whether an answer that goes out now must close the connection, since more of the request's body is to come than is worth
 * reading. What is little and surely comes is read past instead.
 */
export function isUnread({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false;
  return (
    Number(headers['content-length'] ?? 0) > SHORT_BODY ||
    headers['transfer-encoding'] !== undefined ||
    headers.expect !== undefined
  );
}

/**
 * To be called before an answer with `connection: close` that goes out while the request's body comes in. Closing a socket with
 * unread bytes resets the connection, and a client that still sends loses the answer with it. So this connection is closed as
 * nginx does it (`lingering_close`): our side is ended, and what still comes is read and thrown away until the body or the
 * client ends, or a bound is reached.
 */
export function lingerAtClose(request: IncomingMessage, bounds: LingerBounds = BOUNDS): void {
  const { socket } = request;
  const close = socket.destroySoon.bind(socket);
  // What Node calls after the last answer of a connection; by itself it destroys the socket once all is written.
  socket.destroySoon = () => {
    if (request.complete || socket.destroyed) {
      close();
      return;
    }
    socket.end();
    const begun = performance.now();
    const first = socket.bytesRead;
    let heard = begun;
    let last = first;
    const timer = setInterval(() => {
      const now = performance.now();
      if (socket.bytesRead !== last) heard = now;
      last = socket.bytesRead;
      const { mostMs, idleMs, mostBytes } = bounds;
      if (now - begun > mostMs || now - heard > idleMs || last - first > mostBytes)
        socket.destroy();
    }, bounds.idleMs / 10);
    socket.once('close', () => clearInterval(timer));
    request.once('end', close);
    request.resume();
  };
}
