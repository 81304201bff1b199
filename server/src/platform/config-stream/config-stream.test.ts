import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeSealingKeys } from '../secrets/index.ts';
import { recordConfigChange } from './index.ts';
import { credential, Installation, key } from './testing/installation.ts';

let site: Installation;
beforeEach(async () => {
  site = await Installation.create();
});
afterEach(() => site[Symbol.asyncDispose]());

describe('a change', () => {
  test('is in force at every follower when its answer names them', async () => {
    const publisher = await site.control();
    const gateways = [site.follow('gateway-1'), site.follow('gateway-2')];
    const telemetry = site.follow('telemetry-1', { role: 'telemetry' });
    await Promise.all([...gateways, telemetry].map(({ follower }) => follower.start()));
    await site.change(key('k1', { name: 'one' }), key('k2', { name: 'two' }));
    const generation = await site.change(key('k1', null));
    const published = await publisher.published(generation);
    expect(published.missing).toEqual([]);
    expect(published.acknowledged).toHaveLength(3);
    expect(published.acknowledged).toContainEqual({ process: 'gateway-2', role: 'gateway' });
    for (const { follower } of gateways) {
      expect(follower.state.generation).toBe(generation);
      expect(follower.state.get('key', 'k1')).toBeUndefined();
      expect([...follower.state.all('key')]).toEqual([['k2', { name: 'two' }]]);
    }
  });

  test('that a follower does not put into force in time leaves it among the missing', async () => {
    const publisher = await site.control();
    const stuck = Promise.withResolvers<void>();
    const slow = site.follow('slow', {
      onApply: (state) => (state.generation > 0 ? stuck.promise : undefined),
    });
    const { follower } = site.follow('quick');
    await Promise.all([slow.follower.start(), follower.start()]);
    const published = await publisher.published(await site.change(key('k', {})));
    expect(published.acknowledged).toEqual([{ process: 'quick', role: 'gateway' }]);
    expect(published.missing).toEqual([{ process: 'slow', role: 'gateway' }]);
    stuck.resolve();
  });

  test('made without the word of LISTEN arrives all the same', async () => {
    await site.control();
    const { follower } = site.follow('g');
    await follower.start();
    await sql`INSERT INTO config_changes VALUES (1, '[{"kind":"key","id":"k","value":{}}]')`.execute(
      site.db,
    );
    await sql`UPDATE config_head SET generation = 1`.execute(site.db);
    await vi.waitFor(() => expect(follower.state.get('key', 'k')).toEqual({}), 10_000);
  });

  test('of many writers at once: generations are committed in order and none is lost', async () => {
    const publisher = await site.control();
    const { follower, applied } = site.follow('g');
    await follower.start();
    const generations = await Promise.all(
      Array.from({ length: 60 }, (_, i) => site.change(key(`k${i}`, { i }), key('last', { i }))),
    );
    await publisher.published(Math.max(...generations));
    expect([...generations].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
    await vi.waitFor(() => expect(follower.state.generation).toBe(60));
    expect([...follower.state.all('key')]).toHaveLength(61);
    const last = generations.indexOf(60);
    expect(follower.state.get('key', 'last')).toEqual({ i: last });
    expect(applied.flat().filter(({ id }) => id === 'last')).toHaveLength(60);
  });

  test('that is rolled back reaches nobody', async () => {
    const publisher = await site.control();
    const { follower } = site.follow('g');
    await follower.start();
    const failing = site.db.transaction().execute(async (trx) => {
      await recordConfigChange(trx, [key('never', {})]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await publisher.published(await site.change(key('k', {})));
    expect([...follower.state.all('key')].map(([id]) => id)).toEqual(['k']);
    expect(follower.state.generation).toBe(1);
  });
});

describe('secrets', () => {
  test('arrive where they are needed, sealed on the way, and nowhere else', async () => {
    const publisher = await site.control();
    const lines: string[] = [];
    const generation = await site.change({
      kind: 'provider',
      id: 'p',
      value: { name: 'openai', credential: credential('p', 'sk-123') },
    });
    await publisher.published(generation);
    const gateway = site.follow('g');
    const telemetry = site.follow('t', { role: 'telemetry' });
    await Promise.all([gateway.follower.start(), telemetry.follower.start()]);
    expect(gateway.follower.state.get('provider', 'p')?.['credential']).toBe('sk-123');
    expect(telemetry.follower.state.get('provider', 'p')).toEqual({
      name: 'openai',
      credential: null,
    });

    const client = site.client('gateway');
    const abort = new AbortController();
    const { publicKey } = await makeSealingKeys();
    const query = `generation=-1&hash=&process=x&public_key=${publicKey}`;
    const spied = await client.call('GET', `/config?${query}`, { signal: abort.signal });
    for await (const chunk of spied.body) {
      lines.push(String(chunk));
      break;
    }
    abort.abort();
    expect(lines.join('')).toContain('"credential":"s1.');
    expect(lines.join('')).not.toContain('sk-123');
  });

  test('one that cannot be decrypted does not hold up the rest', async () => {
    const publisher = await site.control();
    const generation = await site.change(
      { kind: 'provider', id: 'p', value: { credential: credential('another', 'sk-1') } },
      { kind: 'provider', id: 'q', value: { credential: credential('q', 'sk-2') } },
    );
    await publisher.published(generation);
    const { follower } = site.follow('g');
    await follower.start();
    expect(follower.state.get('provider', 'p')).toEqual({ credential: null });
    expect(follower.state.get('provider', 'q')).toEqual({ credential: 'sk-2' });
  });
});
