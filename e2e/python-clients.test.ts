import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OwnHosts } from './clients/hosts.ts';
import { pythonClients } from './clients/python-client.ts';
import { pythonEnvironment } from './clients/python-environment.ts';
import { itServes } from './clients/scenarios.ts';

/** Unmodified Python clients, where there is a Python: on hosts of their own protocol. */

const environment = await pythonEnvironment();
const hosts = new OwnHosts();
beforeAll(() => hosts.listen());
afterAll(() => hosts[Symbol.asyncDispose]());

if ('missing' in environment) {
  describe('Python clients', () => {
    it.skip(environment.missing, () => undefined);
  });
} else {
  const { clients, dispose } = pythonClients(environment.python);
  afterAll(dispose);

  describe.each(clients)('$name', (client) => {
    itServes(client, () => hosts.target(client.protocol));
  });

  it('sent nothing that is not published', () => {
    expect(hosts.refusals).toEqual([]);
  });
}
