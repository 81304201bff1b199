import type { FastifyInstance } from 'fastify';
import { SignalboxError } from '../../platform/errors/index.ts';

/** A server made by `createHttpServer`. */
export type HttpServer = FastifyInstance;

/** Binds the port; throws `port_in_use` or `config_invalid` with one line that says what to do. */
export async function listenHttp(server: HttpServer, host: string, port: number): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new SignalboxError(
        'port_in_use',
        `port ${port} of ${host} is in use by another process`,
        'Stop that process, or choose another port with --console-port or SIGNALBOX_CONSOLE_PORT.',
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new SignalboxError(
        'config_invalid',
        `cannot listen on ${host}:${port} (${code})`,
        'Choose another address with --host or another port with --console-port.',
      );
    }
    throw error;
  }
}

/** Takes nothing new at once; what is not finished after `limitMs` loses its connection. */
export async function closeHttp(server: HttpServer, limitMs: number): Promise<void> {
  const force = setTimeout(() => server.server.closeAllConnections(), limitMs);
  try {
    await server.close();
  } finally {
    clearTimeout(force);
  }
}
