import { expect, it } from 'vitest';
import { connectionFailure } from './connection-failure.ts';

const url = 'postgresql://u:hush@db.example/x';
const coded = (code: string, message: string) => Object.assign(new Error(message), { code });

it.each([
  ['28P01', 'password authentication failed for user "u"', 'the user, the password'],
  ['28000', 'no pg_hba.conf entry for host', 'pg_hba.conf'],
  ['3D000', 'database "x" does not exist', 'the database in DATABASE_URL'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', '--ca-file'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', '--ca-file'],
  ['ERR_INVALID_URL', 'Invalid URL', 'postgresql://user:password@host'],
])('%s will not go away by itself, and says what to do', (code, message, next) => {
  const failure = connectionFailure(coded(code, message), url);
  expect(failure).toMatchObject({ code: 'config_invalid', next: expect.stringContaining(next) });
  expect(failure.toLine()).not.toContain('hush');
});

it.each(['ECONNREFUSED', 'ENOTFOUND', '57P03'])('%s may, and is tried again', (code) => {
  expect(connectionFailure(coded(code, 'why'), url)).toMatchObject({ code: 'store_failed' });
});
