import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { newId } from '../../lib/ids.ts';
import { SignalboxError } from '../errors/index.ts';
import type { Caller } from '../http/index.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing/index.ts';
import { createJobQueue, defineJob, type JobContext, requestCancel, startWorker } from './index.ts';

const log = pino({ level: 'silent' });
let store: TestDatabase;
const caller = (projectId: string): Caller => ({
  kind: 'key',
  keyId: 'tester',
  organisationId: ORGANISATION,
  projectId,
  environmentId: newId<'environment'>(),
  scopes: new Set(),
});
const ORGANISATION = newId<'organisation'>();
const PROJECTS = [newId<'project'>(), newId<'project'>()];

type Ports = { readonly act: (context: JobContext<number, Ports>) => Promise<string> };
const job = defineJob({
  name: 'tried',
  perProject: 1,
  input: z.object({ n: z.number() }),
  checkpoint: z.number(),
  run: (context: JobContext<number, Ports>) => context.ports.act(context),
});

beforeAll(async () => {
  store = await testDatabase();
  await store.db.insertInto('organisations').values({ id: ORGANISATION, name: 'tested' }).execute();
  for (const [i, id] of PROJECTS.entries()) {
    await store.db
      .insertInto('projects')
      .values({ id, organisation_id: ORGANISATION, name: `p${i}`, payload_key: 'none' })
      .execute();
  }
});
afterAll(() => store[Symbol.asyncDispose]());

const work = (act: Ports['act'], more = {}) =>
  startWorker({
    db: store.db,
    log,
    jobs: [job],
    ports: { act },
    pollSeconds: 0.5,
    superviseSeconds: 1,
    ...more,
  });
const ask = async (project = PROJECTS[0]!, options = {}) => {
  await using queue = createJobQueue({ db: store.db, log, wake: () => undefined });
  await queue.ready(job);
  const run = await store.db
    .transaction()
    .execute((trx) => queue.enqueue(trx, caller(project), job, { n: 1 }, options));
  return run.id;
};
const read = (id: string) =>
  store.db.selectFrom('job_runs').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const until = (id: string, state: string) =>
  vi.waitFor(async () => expect((await read(id)).state).toBe(state), {
    timeout: 40_000,
    interval: 50,
  });

describe('a run', () => {
  it('is there only if the transaction that asked for it is', async () => {
    await using queue = createJobQueue({ db: store.db, log, wake: () => undefined });
    await queue.ready(job);
    const act = vi.fn(async () => 'done');
    await expect(
      store.db.transaction().execute(async (trx) => {
        await queue.enqueue(trx, caller(PROJECTS[0]!), job, { n: 1 });
        throw new Error('the change failed');
      }),
    ).rejects.toThrow('the change failed');
    const kept = await ask();
    await using worker = await work(act);
    await until(kept, 'succeeded');
    expect(act).toHaveBeenCalledTimes(1);
    expect((await read(kept)).result).toBe('done');
    expect(await worker.isIdle()).toBe(true);
  });

  it('goes on from its checkpoint after a failure that may pass, and keeps its progress', async () => {
    const seen: (number | null)[] = [];
    await using _worker = await work(async ({ checkpoint, save }) => {
      seen.push(checkpoint);
      if (checkpoint === null) {
        await save(7, { done: 7, total: 9, unit: 'rows' });
        throw new SignalboxError('store_failed', 'away', 'Wait.');
      }
      return 'whole';
    });
    const id = await ask();
    await until(id, 'succeeded');
    expect(seen).toEqual([null, 7]);
    expect(await read(id)).toMatchObject({
      attempt: 2,
      progress: { done: 7, total: 9, unit: 'rows' },
      error: null,
    });
  });

  it('fails at once where trying again cannot help, and says why', async () => {
    await using _worker = await work(async () => {
      throw new SignalboxError('request_invalid', 'too wide', 'Ask for less.');
    });
    const id = await ask();
    await until(id, 'failed');
    expect(await read(id)).toMatchObject({
      attempt: 1,
      error: { code: 'request_invalid', message: 'too wide', next: 'Ask for less.' },
    });
  });

  it('is given up after five starts that got nowhere, without words that nobody checked', async () => {
    const id = await ask();
    await store.db.updateTable('job_runs').set({ fruitless: 4 }).where('id', '=', id).execute();
    await using _worker = await work(async () => {
      throw new Error('quotes a secret');
    });
    await until(id, 'failed');
    const { error } = await read(id);
    expect(error).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  it('ends as cancelled: while it waits at once, while it works at its next step', async () => {
    const waiting = await ask();
    expect(await requestCancel(store.db, waiting)).toMatchObject({ state: 'cancelled' });
    let stopped: unknown;
    await using _worker = await work(async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      stopped = signal.reason;
      throw signal.reason;
    });
    const id = await ask();
    await until(id, 'running');
    expect(await requestCancel(store.db, id)).toMatchObject({ state: 'running' });
    await until(id, 'cancelled');
    expect(String(stopped)).toContain('cancel_requested');
    expect((await read(waiting)).attempt).toBe(0);
  });

  it('is queued again when its worker drains, and is not blamed for it', async () => {
    const first = await work(async ({ signal, save }) => {
      await save(3, { done: 3, total: null, unit: 'rows' });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw new Error('what an aborted call throws');
    });
    const id = await ask();
    await vi.waitFor(async () => expect((await read(id)).checkpoint).toBe(3), 20_000);
    await first[Symbol.asyncDispose]();
    expect(await read(id)).toMatchObject({ state: 'queued', fruitless: 0, error: null });
    await using _second = await work(async ({ checkpoint }) => `from ${checkpoint}`);
    await until(id, 'succeeded');
    expect((await read(id)).result).toBe('from 3');
  });

  it('is taken over when its worker is thought dead, which then changes nothing', async () => {
    const { promise: goOn, resolve: release } = Promise.withResolvers<void>();
    const outcomes: string[] = [];
    await using _worker = await work(async ({ save, checkpoint }) => {
      if (checkpoint === null) {
        await save(1, { done: 1, total: 2, unit: 'rows' });
        await goOn;
        await save(99, { done: 99, total: 2, unit: 'rows' }).catch((error) => {
          outcomes.push(String(error));
          throw error;
        });
      }
      return 'done';
    });
    const id = await ask();
    await vi.waitFor(async () => expect((await read(id)).checkpoint).toBe(1), 20_000);
    // As another worker would, after the heartbeat was missed.
    await store.db
      .updateTable('job_runs')
      .set((eb) => ({ attempt: eb('attempt', '+', 1) }))
      .where('id', '=', id)
      .execute();
    release();
    await vi.waitFor(() => expect(outcomes).toHaveLength(1), 20_000);
    expect(outcomes[0]).toContain('superseded');
    expect(await read(id)).toMatchObject({ checkpoint: 1, state: 'running' });
    await store.db.deleteFrom('job_runs').where('id', '=', id).execute();
  });
});

it('runs one project no more than is allowed at a time, and others beside it', async () => {
  const inWork = new Map<string, number>();
  let most = 0;
  let together = 0;
  await using _worker = await work(
    async ({ projectId }) => {
      inWork.set(projectId, (inWork.get(projectId) ?? 0) + 1);
      most = Math.max(most, ...inWork.values());
      together = Math.max(together, [...inWork.values()].filter((n) => n > 0).length);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      inWork.set(projectId, (inWork.get(projectId) ?? 0) - 1);
      return 'done';
    },
    { concurrency: 3 },
  );
  const ids = [await ask(), await ask(), await ask(PROJECTS[1])];
  for (const id of ids) await until(id, 'succeeded');
  expect([most, together]).toEqual([1, 2]);
});

it('takes what is more urgent first', async () => {
  const order: string[] = [];
  const ids = [await ask(), await ask(PROJECTS[0], { priority: 5 })];
  await using _worker = await work(
    async ({ runId }) => {
      order.push(runId);
      return 'done';
    },
    { concurrency: 1 },
  );
  for (const id of ids) await until(id, 'succeeded');
  expect(order).toEqual([ids[1], ids[0]]);
});
