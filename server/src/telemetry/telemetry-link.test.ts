import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { LinkClient, type LinkRoutes, startLinkServer } from '../platform/link/index.ts';
import { TelemetryLink } from './telemetry-link.ts';
import { silent } from './testing/stores.ts';

const folder = mkdtempSync(join(tmpdir(), 'sbx-away-'));
const key = Buffer.alloc(32, 1);
const Answer = z.object({ n: z.number() });
let stack = new AsyncDisposableStack();
let count = 0;
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});
afterAll(() => rmSync(folder, { recursive: true }));

const json = (value: unknown): LinkRoutes[string] => {
  return ({ response }) => void response.end(JSON.stringify(value));
};
/** As a process that was stopped: it takes the call and never answers. */
const hang = (): void => {};

async function serve(socket: string, routes: LinkRoutes): Promise<AsyncDisposable> {
  const server = stack.use(await startLinkServer({ socket, key, routes, log: silent }));
  return { [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

function linkTo(socket: string, limitMs = 60_000): TelemetryLink {
  const client = (ms?: number) =>
    stack.use(
      new LinkClient({
        socket,
        key,
        role: 'control',
        ...(ms === undefined ? {} : { limitMs: ms }),
      }),
    );
  return new TelemetryLink({ questions: client(limitMs), signs: client() });
}

const ask = (link: TelemetryLink, signal = new AbortController().signal) =>
  link.ask('/query/n', Answer, { body: {}, signal });
const socketOf = (): string => join(folder, `${++count}.sock`);

describe('a telemetry', () => {
  it('that hangs fails what waits and what comes, and answers again when it does', {
    timeout: 30_000,
  }, async () => {
    const socket = socketOf();
    let hangs = true;
    const answering = (value: unknown): LinkRoutes[string] => {
      return (call) => (hangs ? hang() : json(value)?.(call));
    };
    await serve(socket, {
      'POST /query/n': answering({ n: 1 }),
      'GET /alive': answering({ store: 'answers' }),
    });
    const link = linkTo(socket);
    const waiting = await Promise.allSettled([ask(link), ask(link), ask(link)]);
    for (const { status, reason } of waiting as PromiseRejectedResult[])
      expect([status, reason.code, reason.status]).toEqual(['rejected', 'telemetry_away', 503]);
    // Not one more second for what comes now.
    await expect(
      Promise.race([ask(link), new Promise((resolve) => setImmediate(resolve, 'waits'))]),
    ).rejects.toMatchObject({ code: 'telemetry_away' });
    expect(await link.health()).toMatchObject({ part: 'telemetry', state: 'away' });
    hangs = false;
    await vi.waitFor(async () => expect(await link.health()).toBeNull(), 15_000);
    expect(await ask(link)).toEqual({ n: 1 });
  });

  it('that ended is away at once, since it was found so, and is looked for', async () => {
    const socket = socketOf();
    const link = linkTo(socket);
    const before = Date.now();
    await expect(ask(link)).rejects.toMatchObject({ code: 'telemetry_away' });
    const found = await link.health();
    expect(found).toMatchObject({ part: 'telemetry', state: 'away' });
    expect(found?.since).toBeGreaterThanOrEqual(before);
    await serve(socket, {
      'POST /query/n': json({ n: 2 }),
      'GET /alive': json({ store: 'answers' }),
    });
    await vi.waitFor(async () => expect(await ask(link)).toEqual({ n: 2 }), 10_000);
  });

  it('that lives and does not answer one question fails that one, and not the others', async () => {
    const socket = socketOf();
    await serve(socket, {
      'POST /query/n': hang,
      'POST /query/m': json({ n: 3 }),
      'GET /alive': json({ store: 'answers' }),
    });
    const link = linkTo(socket, 500);
    await expect(ask(link)).rejects.toMatchObject({ code: 'telemetry_timeout', status: 504 });
    expect(await link.health()).toBeNull();
    const { signal } = new AbortController();
    expect(await link.ask('/query/m', Answer, { body: {}, signal })).toEqual({ n: 3 });
  });

  it('whose store is away says so of the store, until it is back', async () => {
    const socket = socketOf();
    let store = 'away';
    await serve(socket, { 'GET /alive': (call) => json({ store })?.(call) });
    const link = linkTo(socket);
    expect(await link.health()).toMatchObject({ part: 'trace_store', state: 'away' });
    store = 'answers';
    await vi.waitFor(async () => expect(await link.health()).toBeNull(), 10_000);
  });

  it('is not away because whoever asked left', async () => {
    const socket = socketOf();
    await serve(socket, { 'POST /query/n': hang, 'GET /alive': json({ store: 'answers' }) });
    const link = linkTo(socket);
    const left = new AbortController();
    const asked = ask(link, left.signal);
    left.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
    expect(await link.health()).toBeNull();
  });
});
