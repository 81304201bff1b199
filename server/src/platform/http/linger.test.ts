import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type LingerBounds, lingerAtClose } from './linger.ts';

const ENOUGH: LingerBounds = { mostMs: 60_000, idleMs: 60_000, mostBytes: 1 << 30 };
let server: Server;
afterEach(() => {
  server.close();
});

/** A client that has its answer, and the server's end, before the first byte of its body. */
async function refused(bounds: Partial<LingerBounds>): Promise<{ client: Socket; heard: string }> {
  server = createServer((request, response) => {
    lingerAtClose(request, { ...ENOUGH, ...bounds });
    response.writeHead(413, { connection: 'close' }).end('too large');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  client.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 50000000\r\n\r\n');
  let heard = '';
  client.on('data', (data) => {
    heard += String(data);
  });
  await new Promise((resolve) => client.once('end', resolve));
  return { client, heard };
}

/** Sends on until the connection is cut, and tells how much went through. */
async function sendUntilCut(client: Socket, part: Buffer, everyMs: number): Promise<number> {
  let sent = 0;
  const timer = setInterval(
    () =>
      client.write(part, (error) => {
        if (error == null) sent += part.length;
      }),
    everyMs,
  );
  await new Promise((resolve) => client.on('error', () => undefined).once('close', resolve));
  clearInterval(timer);
  return sent;
}

it('a refused client is answered at once, and may go on to the end of its body', async () => {
  const { client, heard } = await refused({});
  expect(heard).toMatch(/^HTTP\/1\.1 413 .*too large/s);
  for (let i = 0; i < 50; i++) {
    const error = await new Promise((resolve) => client.write(Buffer.alloc(1_000_000), resolve));
    expect(error ?? null).toBe(null);
  }
  client.end();
  const failed = await new Promise((resolve) => client.once('close', resolve));
  expect(failed).toBe(false);
});

it('but not for ever', async () => {
  const { client } = await refused({ mostMs: 300, idleMs: 200 });
  await sendUntilCut(client, Buffer.from('x'), 20);
});

it('nor may it pause for ever', async () => {
  const { client } = await refused({ idleMs: 200 });
  await new Promise<void>((resolve) => {
    const look = (): void => {
      server.getConnections((_, open) => {
        if (open === 0) resolve();
        else setTimeout(look, 20);
      });
    };
    look();
  });
  client.destroy();
});

it('nor send more than is reasonable', async () => {
  const { client } = await refused({ mostBytes: 5_000_000, idleMs: 1_000 });
  expect(await sendUntilCut(client, Buffer.alloc(100_000), 1)).toBeGreaterThan(5_000_000);
});
