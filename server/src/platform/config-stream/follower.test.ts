import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LinkClient } from '../link/index.ts';
import { credential, Installation, key, loadEntities } from './testing/installation.ts';

const cacheKey = randomBytes(32);
let site: Installation;
beforeEach(async () => {
  site = await Installation.create();
});
afterEach(() => site[Symbol.asyncDispose]());

describe('a follower that comes back', () => {
  test('gets what it missed as deltas, and as a snapshot from a control that has no history', async () => {
    const first = await site.control();
    const generation = await site.change(key('a', { v: 1 }), key('gone', {}));
    const { follower, applied } = site.follow('g');
    await follower.start();
    await first.published(generation);
    await first[Symbol.asyncDispose]();
    await site.change(key('b', { v: 1 }));
    await site.change(key('gone', null), key('a', { v: 2 }));
    applied.length = 0;
    const second = await site.control();
    await vi.waitFor(() => expect(follower.state.generation).toBe(3), 10_000);
    // A snapshot arrives as its difference.
    expect(applied.flat()).toHaveLength(3);
    expect(applied.flat()).toContainEqual(key('gone', null));
    const published = await second.published(3);
    expect(published.acknowledged).toEqual([{ process: 'g', role: 'gateway' }]);
  });

  test('with nothing missed applies nothing, and counts as having acknowledged', async () => {
    const first = await site.control();
    const generation = await site.change(key('a', {}));
    const { follower, applied } = site.follow('g');
    await follower.start();
    await first.published(generation);
    await first[Symbol.asyncDispose]();
    applied.length = 0;
    const second = await site.control();
    await vi.waitFor(async () => {
      expect((await second.published(generation)).acknowledged).toHaveLength(1);
    }, 10_000);
    expect(applied.flat()).toEqual([]);
  });

  test('to a database put back to an earlier state follows it there', async () => {
    const first = await site.control();
    await site.change(key('a', { v: 1 }));
    const generation = await site.change(key('b', {}));
    const { follower } = site.follow('g');
    await follower.start();
    await first.published(generation);
    await site.restore(1);
    await vi.waitFor(() => expect(follower.state.generation).toBe(1), 10_000);
    expect([...follower.state.all('key')].map(([id]) => id)).toEqual(['a']);
    await first[Symbol.asyncDispose]();
    // The same generation again, but another one.
    await site.change(key('c', {}));
    await site.control();
    await vi.waitFor(() => expect(follower.state.get('key', 'c')).toEqual({}), 10_000);
    expect(follower.state.generation).toBe(2);
  });

  test('to a state that differs in content is put right', async () => {
    let lie = true;
    const load: typeof loadEntities = async (db) =>
      (await loadEntities(db)).concat(lie ? [key('ghost', {})] : []);
    await site.change(key('a', {}));
    const first = await site.control(load);
    const { follower } = site.follow('g');
    await follower.start();
    expect(follower.state.get('key', 'ghost')).toEqual({});
    await first[Symbol.asyncDispose]();
    lie = false;
    await site.control(load);
    await vi.waitFor(() => expect(follower.state.get('key', 'ghost')).toBeUndefined(), 10_000);
    expect(follower.state.get('key', 'a')).toEqual({});
  });
});

describe('a stream that breaks', () => {
  test('goes on with the deltas that were missed, none twice', async () => {
    const publisher = await site.control();
    // A link that passes the stream on until it is cut.
    const client = site.client('gateway');
    const cuts: AbortController[] = [];
    const cutting = Object.create(client, {
      call: {
        value: (...[method, path, options = {}]: Parameters<LinkClient['call']>) => {
          if (!path.startsWith('/config?')) return client.call(method, path, options);
          const cut = new AbortController();
          cuts.push(cut);
          const signal = AbortSignal.any([cut.signal, options.signal ?? cut.signal]);
          return client.call(method, path, { ...options, signal });
        },
      },
    }) as LinkClient;
    const { follower, applied } = site.follow('g', { client: cutting });
    await follower.start();
    for (let i = 1; i <= 20; i++) {
      await site.change(key(`k${i}`, { i }));
      if (i % 4 === 0) cuts.at(-1)?.abort();
    }
    await vi.waitFor(() => expect(follower.state.generation).toBe(20), 10_000);
    expect(applied.flat().map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, i) => `k${i + 1}`),
    );
    expect((await publisher.published(20)).missing).toEqual([]);
  });
});

describe('what is kept on disk', () => {
  const cache = () => ({ path: join(site.folder, 'cache', 'config.bin'), key: cacheKey });

  test('serves while control is away, with its secrets, unreadable to others', async () => {
    const publisher = await site.control();
    const generation = await site.change({
      kind: 'provider',
      id: 'p',
      value: { credential: credential('p', 'sk-kept') },
    });
    const before = site.follow('g', { cache: cache() });
    await before.follower.start();
    await publisher.published(generation);
    await before.follower[Symbol.asyncDispose]();
    await publisher[Symbol.asyncDispose]();
    expect(readFileSync(cache().path).includes('sk-kept')).toBe(false);

    const after = site.follow('g', { cache: cache() });
    await after.follower.start();
    expect(after.follower.state.get('provider', 'p')).toEqual({ credential: 'sk-kept' });
    expect(after.follower.state.generation).toBe(generation);
    expect(after.applied.flat()).toHaveLength(1);
    expect(Number.isFinite(after.follower.ageMs())).toBe(true);

    // And it goes on from there when control is back.
    await site.control();
    await site.change(key('k', {}));
    await vi.waitFor(() => expect(after.follower.state.get('key', 'k')).toEqual({}), 10_000);
  });

  test('under another key or damaged is nothing', async () => {
    const publisher = await site.control();
    const before = site.follow('g', { cache: cache() });
    await before.follower.start();
    await before.follower[Symbol.asyncDispose]();
    await publisher[Symbol.asyncDispose]();
    const after = site.follow('g', {
      cache: { ...cache(), key: randomBytes(32) },
      startDeadlineMs: 200,
    });
    await expect(after.follower.start()).rejects.toMatchObject({ code: 'snapshot_stale' });
  });

  test('and no control are not waited for by a role that is to stop', async () => {
    const stopping = new AbortController();
    const { follower } = site.follow('g');
    const started = follower.start(stopping.signal);
    stopping.abort();
    await expect(started).rejects.toBe(stopping.signal.reason);
  });
});
