import { createServer, type Server } from 'node:net';
import { expect, it } from 'vitest';
import { probePort } from './ports.ts';

async function listen(options: { reusePort: boolean }): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) =>
    server.listen({ port: 0, host: '127.0.0.1', ...options }, resolve),
  );
  return { server, port: (server.address() as { port: number }).port };
}

it.each([false, true])('names a port that a stranger holds (sharing it: %s)', async (reusePort) => {
  const { server, port } = await listen({ reusePort });
  await expect(probePort(port, '127.0.0.1', 'port')).rejects.toMatchObject({
    code: 'port_in_use',
    message: expect.stringContaining(String(port)),
    next: expect.stringContaining('--port'),
  });
  server.close();
});

it('leaves a free port free', async () => {
  const { server, port } = await listen({ reusePort: false });
  await new Promise((resolve) => server.close(resolve));
  await probePort(port, '127.0.0.1', 'port');
  await probePort(port, '127.0.0.1', 'port');
});

it('says that an address is not one of this machine', async () => {
  await expect(probePort(4100, '192.0.2.1', 'port')).rejects.toMatchObject({
    code: 'config_invalid',
  });
});
