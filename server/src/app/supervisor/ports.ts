import { createServer } from 'node:net';
import { SignalboxError } from '../../platform/errors/index.ts';

/**
 * Checks that nobody listens on the port, by binding it alone for a moment. Gateways share their port among each other
 * (SO_REUSEPORT) and would join a stranger that allows it too; this does not.
 */
export async function probePort(port: number, host: string, flag: string): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host, exclusive: true }, resolve);
    });
  } catch (error) {
    throw portError(error, port, host, flag);
  }
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** A failed bind as the error for a terminal; anything unexpected is passed through. */
function portError(error: unknown, port: number, host: string, flag: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'EADDRINUSE':
      return new SignalboxError(
        'port_in_use',
        `Port ${port} on ${host} is in use by another process`,
        `End that process, or choose another port with --${flag}.`,
        { cause: error },
      );
    case 'EACCES':
      return new SignalboxError(
        'port_in_use',
        `Port ${port} on ${host} may not be used by this user`,
        `Choose one from 1024 on with --${flag}.`,
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new SignalboxError(
        'config_invalid',
        `${host} is not an address of this machine`,
        'Give one that is with --host: 127.0.0.1 for this machine only, 0.0.0.0 for every network.',
        { cause: error },
      );
    default:
      return error;
  }
}
