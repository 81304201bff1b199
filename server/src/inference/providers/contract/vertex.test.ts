import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVertexProvider } from '../http/vertex-provider.ts';
import { providerContract } from './provider-contract.ts';
import { ScriptedHost, scripted } from './scripted-host.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

providerContract('a host that takes tokens', {
  ...scripted,
  async start() {
    const stack = new AsyncDisposableStack();
    const host = stack.use(await ScriptedHost.start(null));
    const google = createServer((request, response) => {
      request.resume();
      response.end('{"access_token":"ya29.token","expires_in":3599}');
    });
    await new Promise<void>((resolve) => google.listen(0, '127.0.0.1', resolve));
    stack.defer(() => {
      google.closeAllConnections();
      google.close();
    });
    const account = { type: 'service_account', client_email: 'a@b', private_key: privateKey };
    const provider = createVertexProvider({
      name: 'vertex',
      baseUrl: `http://127.0.0.1:${host.port}/v1`,
      credential: JSON.stringify(account),
      reach: 'any',
      connectTimeoutMs: 2_000,
      tokenProxy: null,
      tokenUrl: `http://127.0.0.1:${(google.address() as AddressInfo).port}/token`,
    });
    return { provider, host: stack, hungUp: () => host.hungUp, received: () => host.received };
  },
});
