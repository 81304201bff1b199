import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OwnHosts } from './clients/hosts.ts';
import { CLIENTS } from './clients/index.ts';
import { itServes } from './clients/scenarios.ts';

/** Unmodified clients against the hosts of the tests, no gateway between: that the hosts are what they stand for. */

const hosts = new OwnHosts();
beforeAll(() => hosts.listen());
afterAll(() => hosts[Symbol.asyncDispose]());

describe.each(CLIENTS)('$name', (client) => {
  itServes(client, () => hosts.target(client.protocol));
});

it('sent nothing that is not published', () => {
  expect(hosts.refusals).toEqual([]);
});
