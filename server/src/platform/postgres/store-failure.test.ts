import pg from 'pg';
import { expect, it } from 'vitest';
import { storeFailure } from './store-failure.ts';

const coded = (code: string, message = 'text of PostgreSQL') =>
  Object.assign(new Error(message), { code });

it.each([
  [coded('53100'), 'disk is full'],
  [coded('53300'), 'no more connections'],
  [coded('25006'), 'only be read'],
  [coded('57P01'), 'is away'],
  [coded('08006'), 'is away'],
  [new Error('Connection terminated unexpectedly'), 'is away'],
  [coded('57014', 'canceling statement due to statement timeout'), 'did not answer in time'],
  [new Error('Query read timeout'), 'did not answer in time'],
  [new Error('timeout exceeded when trying to connect'), 'is away'],
])('takes %s for what it is', (error, says) => {
  expect(storeFailure(error)).toMatchObject({
    code: 'store_failed',
    status: 503,
    message: expect.stringContaining(says),
  });
});

it('takes a server that is not there for one that is away', async () => {
  const client = new pg.Client({ host: '127.0.0.1', port: 1 });
  const error = await client.connect().catch((thrown: Error) => thrown);
  expect(storeFailure(error as Error)?.code).toBe('store_failed');
});

it.each([coded('23505'), coded('42601'), coded('ENOENT'), new Error('a bug')])(
  'leaves %s to be the bug that it is',
  (error) => expect(storeFailure(error)).toBeNull(),
);
