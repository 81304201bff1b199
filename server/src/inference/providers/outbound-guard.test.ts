import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OutboundGuard } from './outbound-guard.ts';
import type { OutboundReach } from './outbound-reach.ts';

let connections = 0;
const inside = createServer();
beforeAll(async () => {
  inside.on('connection', () => connections++);
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  inside.closeAllConnections();
  inside.close();
});

/** A name whose addresses are others each time that it is asked for; the last ones stay. */
function guardOf(reach: OutboundReach, ...answers: readonly (readonly string[])[]): OutboundGuard {
  const left = [...answers];
  return new OutboundGuard('mine', reach, (_name, _options, callback) => {
    const addresses = (left.length > 1 ? left.shift() : left[0]) ?? [];
    callback(
      null,
      addresses.map(
        (address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }),
      ),
    );
  });
}

const connected = (guard: OutboundGuard) =>
  new Promise<string>((resolve) => {
    const { port } = inside.address() as AddressInfo;
    const socket = connect({ host: 'rebinding.test', port, lookup: guard.lookup });
    socket.once('connect', () => {
      socket.destroy();
      resolve('connected');
    });
    socket.once('error', (error) => resolve(error.message));
  });

describe('a name', () => {
  it('that was public when it was checked is not connected to where it leads inside now', async () => {
    const guard = guardOf('public', ['198.51.100.7'], ['127.0.0.1']);
    await guard.check('rebinding.test');
    const said = await connected(guard);
    expect(said).toBe('the provider "mine" points to rebinding.test, an address of this machine');
    expect(connections).toBe(0);
  });

  it('with one address of a private network among others is refused, and its addresses are not told', async () => {
    const said = await connected(guardOf('public', ['198.51.100.7', '10.20.30.40']));
    expect(said).toContain('rebinding.test, an address of a private network');
    expect(said).not.toContain('10.20.30.40');
  });

  it.each([
    ['public', '10.20.30.40', false],
    ['private', '10.20.30.40', true],
    ['public', '64:ff9b::8.8.8.8', true],
    ['public', '64:ff9b::10.0.0.1', false],
    ['private', '64:ff9b::10.0.0.1', true],
    ['private', '64:ff9b::127.0.0.1', false],
    ['private', '2002:a00:1::1', false],
    ['private', '168.63.129.16', false],
  ] as const)('of reach %s that leads to %s passes: %s', async (reach, address, passes) => {
    const checked = guardOf(reach, [address]).check('name.test');
    if (passes) await expect(checked).resolves.toBeUndefined();
    else await expect(checked).rejects.toMatchObject({ code: 'upstream_unreachable' });
  });
});
