import { expect, it, vi } from 'vitest';
import { ManagedPostgres, type PostgresProcess } from './managed-postgres.ts';

const policy = { firstDelayMs: 1, maxDelayMs: 2, stableMs: 10_000 };

/** A process that ends when told to. */
function fakeProcess(pid: number): PostgresProcess & { die: () => void; stopped: boolean } {
  const { promise, resolve } = Promise.withResolvers<{
    code: number | null;
    signal: string | null;
  }>();
  const process = {
    pid,
    exited: promise,
    stopped: false,
    die: () => resolve({ code: null, signal: 'SIGKILL' }),
    stop: async () => {
      process.stopped = true;
      resolve({ code: 0, signal: null });
    },
  };
  return process;
}

it('is started again when it dies, also where that fails at first', async () => {
  const lives = [fakeProcess(1), null, fakeProcess(3)];
  const troubles: string[] = [];
  let next = 0;
  const postgres = new ManagedPostgres({
    policy,
    onTrouble: (line) => troubles.push(line),
    launch: async () => {
      const life = lives[next++];
      if (life === null || life === undefined) throw new Error('no room');
      return life;
    },
  });
  await postgres.start();
  lives[0]!.die();
  await vi.waitFor(() => expect(postgres.pid).toBe(3));
  expect(troubles).toEqual([
    'PostgreSQL was killed by SIGKILL; starting it again',
    expect.stringContaining('no room'),
  ]);
  await postgres.stop();
  expect(lives[2]!.stopped).toBe(true);
});

it('does not start again what it stopped', async () => {
  const only = fakeProcess(1);
  const launch = vi.fn(async () => only);
  const postgres = new ManagedPostgres({ policy, launch, onTrouble: () => undefined });
  await postgres.start();
  await postgres.stop();
  expect(launch).toHaveBeenCalledTimes(1);
  expect(postgres.pid).toBeNull();
});

it('ends one that comes up while the stop is asked for', async () => {
  const late = fakeProcess(1);
  const up = Promise.withResolvers<PostgresProcess>();
  const postgres = new ManagedPostgres({
    policy,
    launch: () => up.promise,
    onTrouble: () => undefined,
  });
  const started = postgres.start();
  const stopped = postgres.stop();
  up.resolve(late);
  await Promise.all([started, stopped]);
  expect(late.stopped).toBe(true);
});

it('fails a first start with its reason', async () => {
  const postgres = new ManagedPostgres({
    policy,
    launch: () => Promise.reject(new Error('no initdb')),
    onTrouble: () => undefined,
  });
  await expect(postgres.start()).rejects.toThrow('no initdb');
  await postgres.stop();
});
