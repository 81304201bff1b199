import { SignalboxError } from '../errors/index.ts';

/** PostgreSQL ended, is about to end, or comes up (class 57P, 08): the roles connect again by themselves. */
const AWAY = /^(?:08|57P0[1-5])/;
const NO_CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);
/** What node-postgres says without a code. */
const CONNECTION_LOST = /^(?:Connection terminated|timeout exceeded when trying to connect)/;
const HUNG = 'Query read timeout';

/** A failure of the database itself as what it means to who asked; null for any other error, a bug of ours above all. */
export function storeFailure(error: Error): SignalboxError | null {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (code === '53100') {
    return new SignalboxError(
      'store_failed',
      "the database's disk is full",
      'Make room on it; calls of the gateway go on meanwhile.',
      { cause: error },
    );
  }
  if (code === '53300') {
    return new SignalboxError(
      'store_failed',
      'the database takes no more connections',
      'Try again; if it stays, raise max_connections.',
      { cause: error },
    );
  }
  if (code === '25006') {
    return new SignalboxError(
      'store_failed',
      'the database can only be read at present',
      'Point DATABASE_URL to the primary server, or try again when the failover is over.',
      { cause: error },
    );
  }
  if (code === '57014' || error.message === HUNG) {
    return new SignalboxError(
      'store_failed',
      'the database did not answer in time',
      'Try again in a moment; calls of the gateway go on meanwhile.',
      { cause: error },
    );
  }
  const unconnected = NO_CONNECTION.has(code) && (syscall === 'connect' || syscall === 'read');
  if (AWAY.test(code) || unconnected || CONNECTION_LOST.test(error.message)) {
    return new SignalboxError(
      'store_failed',
      'the database is away',
      'Try again in a moment; calls of the gateway go on meanwhile.',
      { cause: error },
    );
  }
  return null;
}
