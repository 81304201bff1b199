import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing/index.ts';
import { loadMasterKey, Secrets } from '../../platform/secrets/index.ts';
import { createAuthenticator } from '../authenticator.ts';
import { identitySnapshot } from '../snapshot.ts';
import { createTokenMint, type TokenHolder } from './mint-token.ts';
import { parseToken } from './token.ts';
import { rotateTokenKeys } from './token-keys.ts';

const secrets = new Secrets(loadMasterKey({ secretKey: 'a'.repeat(64), data: '' }));
const holder: TokenHolder = {
  by: 'user',
  sub: newId(),
  sid: newId(),
  org: newId(),
  project: newId(),
  environment: newId(),
  scopes: ['inference'],
};

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(() => store[Symbol.asyncDispose]());
beforeEach(() => store.db.deleteFrom('token_keys').execute());

const kids = async () =>
  (await store.db.selectFrom('token_keys').select('id').orderBy('created_at').execute()).map(
    ({ id }) => id,
  );
const age = (id: string, interval: string) =>
  sql`UPDATE token_keys SET created_at = now() - ${interval}::interval WHERE id = ${id}`.execute(
    store.db,
  );
const kidOf = async () =>
  parseToken(await createTokenMint({ db: store.db, secrets })(holder))?.payload.kid;

it('a minted token is told by what the config stream says, which holds no private key', async () => {
  await rotateTokenKeys(store.db, secrets);
  const token = await createTokenMint({ db: store.db, secrets })(holder);
  const ops = await identitySnapshot(store.db);
  const gateway = createAuthenticator(
    () => ({
      get: (kind, id) => ops.find((op) => op.kind === kind && op.id === id)?.value ?? undefined,
    }),
    'gateway',
  );
  expect(gateway(token, Date.now())).toMatchObject({ kind: 'user', keyId: holder.sub });
  const { private_key, public_key } = await store.db
    .selectFrom('token_keys')
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(private_key).toMatch(/^v1\./);
  expect(JSON.stringify(ops)).toContain(public_key);
  expect(JSON.stringify(ops)).not.toContain(private_key);
});

it('keys follow each other daily; the next signs when it is known, the last stays for an hour', async () => {
  await Promise.all([rotateTokenKeys(store.db, secrets), rotateTokenKeys(store.db, secrets)]);
  const [first = ''] = await kids();
  expect(await kids()).toEqual([first]);
  // The very first signs at once: there is no other.
  expect(await kidOf()).toBe(first);
  await age(first, '23 hours');
  await rotateTokenKeys(store.db, secrets);
  expect(await kids()).toEqual([first]);

  await age(first, '25 hours');
  await rotateTokenKeys(store.db, secrets);
  const [, second = ''] = await kids();
  expect(await kidOf()).toBe(first);
  await age(second, '2 minutes');
  expect(await kidOf()).toBe(second);
  await rotateTokenKeys(store.db, secrets);
  expect(await kids()).toEqual([first, second]);

  await age(second, '61 minutes');
  await rotateTokenKeys(store.db, secrets);
  expect(await kids()).toEqual([second]);
  const gone = await sql`SELECT ops FROM config_changes ORDER BY generation DESC LIMIT 1`.execute(
    store.db,
  );
  expect(gone.rows).toEqual([{ ops: [{ kind: 'token_key', id: first, value: null }] }]);
});
