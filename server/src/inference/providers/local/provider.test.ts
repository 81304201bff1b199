import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignalboxError } from '../../../platform/errors/index.ts';
import { type LinkServer, startLinkServer } from '../../../platform/link/index.ts';
import { silentLog } from '../../engine/testing/test-engine.ts';
import { WAIT_HEADER } from '../../engine/waiting.ts';
import type { UpstreamExchange, UpstreamHandler } from '../provider.ts';
import { createLocalProvider } from './provider.ts';

const key = randomBytes(32);
let stack: AsyncDisposableStack;
let socket: string;
let needs: number;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'sbx-local-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  socket = join(folder, 'engine.sock');
  needs = 0;
});
afterEach(() => stack.disposeAsync());

interface Outcome {
  status: number;
  body: string;
  error: unknown;
}

/** Calls, and resolves at the end or the error; `silence` resolves if neither comes. */
function call(need: () => boolean, patienceMs?: number): [UpstreamExchange, Promise<Outcome>] {
  const provider = stack.use(
    createLocalProvider({
      name: 'local',
      socket,
      key,
      role: 'gateway',
      need,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    }),
  );
  const outcome: Outcome = { status: 0, body: '', error: null };
  const done = Promise.withResolvers<Outcome>();
  const handler: UpstreamHandler = {
    onHeaders: (status) => {
      outcome.status = status;
    },
    onData: (chunk) => {
      outcome.body += chunk.toString();
      return true;
    },
    onEnd: () => done.resolve(outcome),
    onError: (error) => done.resolve({ ...outcome, error }),
  };
  const timeouts = { connectMs: 5_000, firstByteMs: 20_000, idleMs: 5_000, totalMs: 30_000 };
  const exchange = provider.dispatch(
    {
      method: 'POST',
      path: '/chat/completions',
      model: 'm',
      body: Buffer.from('{"a":1}'),
      headers: { 'x-from': 'client' },
      timeouts,
    },
    handler,
  );
  return [exchange, done.promise];
}

async function startFakeEngine(): Promise<LinkServer> {
  return stack.use(
    await startLinkServer({
      socket,
      key,
      log: silentLog,
      routes: {
        'POST /v1/chat/completions': async ({ request, response, caller }) => {
          let body = '';
          for await (const chunk of request) body += String(chunk);
          const { headers } = request;
          response.end(
            JSON.stringify({ caller, body, from: headers['x-from'], wait: headers[WAIT_HEADER] }),
          );
        },
      },
    }),
  );
}

describe('the local provider', () => {
  it('proves its role to an engine that is there, and asks nobody for it', async () => {
    await startFakeEngine();
    const [, outcome] = call(() => ++needs > 0);
    const { status, body } = await outcome;
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ caller: 'gateway', body: '{"a":1}', from: 'client' });
    expect(needs).toBe(0);
  });

  it('asks for the engine, waits for it, and says how long it may wait still', async () => {
    const asked = Promise.withResolvers<void>();
    const [, outcome] = call(() => {
      asked.resolve();
      return true;
    }, 20_000);
    await asked.promise;
    await startFakeEngine();
    const { status, body } = await outcome;
    expect(status).toBe(200);
    const { wait } = JSON.parse(body) as { wait: string };
    expect(Number(wait)).toBeGreaterThan(0);
    expect(Number(wait)).toBeLessThan(20_000);
  });

  it('gives up with engine_starting when the engine does not come', async () => {
    const [, outcome] = call(() => ++needs > 0, 250);
    const { error } = await outcome;
    expect((error as SignalboxError).code).toBe('engine_starting');
    expect((error as SignalboxError).details).toHaveProperty('retry_after_seconds');
    expect(needs).toBeGreaterThan(1);
  });

  it('gives up at once where there is nobody to start it', async () => {
    const [, outcome] = call(() => false);
    const { error } = await outcome;
    expect(error).toBeInstanceOf(SignalboxError);
    expect((error as SignalboxError).code).toBe('engine_unavailable');
    expect((error as SignalboxError).next).toContain('--role engine');
  });

  it('waits no longer when the client leaves', async () => {
    const asked = Promise.withResolvers<void>();
    const [exchange, outcome] = call(() => {
      needs++;
      asked.resolve();
      return true;
    });
    await asked.promise;
    exchange.abort();
    const before = needs;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(needs).toBe(before);
    expect(await Promise.race([outcome, 'silence'])).toBe('silence');
  });

  it('calls again when an engine that was about to end hung up, but not for ever', async () => {
    let calls = 0;
    stack.use(
      await startLinkServer({
        socket,
        key,
        log: silentLog,
        routes: {
          'POST /v1/chat/completions': ({ request }) => {
            calls++;
            request.socket.destroy();
          },
        },
      }),
    );
    const [, outcome] = call(() => true);
    const { error } = await outcome;
    expect((error as SignalboxError).code).toBe('upstream_interrupted');
    expect(calls).toBe(3);
  });
});
