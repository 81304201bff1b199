import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A file beside which `testing/` stands, by its name: made for these tests, trusted by nothing else. */
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
/** The authority that signed the upstream's certificate. */
export const TEST_CA_FILE = fixture('test-ca.pem');

/** A real https server of `provider.test`, `localhost` and `192.0.2.1` on 127.0.0.1. */
export async function startTlsUpstream(
  answer: RequestListener,
): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer(
    {
      key: readFileSync(fixture('test-server.key')),
      cert: readFileSync(fixture('test-server.pem')),
    },
    answer,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
