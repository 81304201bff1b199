import { expect, it } from 'vitest';
import { Passwords } from './password.ts';

it('is stored with its own parameters and a salt of its own, as scrypt with N = 2^17', async () => {
  const passwords = new Passwords();
  const stored = await passwords.hash('correct horse');
  expect(stored).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
  expect(await passwords.matches('correct horse', stored)).toBe(true);
  // Made with less, still checked with that.
  const weaker = new Passwords(10);
  const old = await weaker.hash('correct horse');
  expect(await passwords.matches('correct horse', old)).toBe(true);
  expect(await passwords.matches('correct horsf', old)).toBe(false);
  expect(await weaker.hash('correct horse')).not.toBe(old);
});

it('is that of RFC 7914', async () => {
  // Section 12: scrypt("pleaseletmein", "SodiumChloride", N = 16384, r = 8, p = 1), the first 32 bytes.
  const hash = Buffer.from(
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
    'hex',
  );
  const salt = Buffer.from('SodiumChloride').toString('base64url');
  const stored = `$scrypt$ln=14,r=8,p=1$${salt}$${hash.toString('base64url')}`;
  expect(await new Passwords(10).matches('pleaseletmein', stored)).toBe(true);
});

it('is the same however its letters are typed', async () => {
  const passwords = new Passwords(10);
  expect(await passwords.matches('cafe\u0301', await passwords.hash('caf\u00e9'))).toBe(true);
});

it('of nobody matches nothing', async () => {
  expect(await new Passwords(10).matches('', null)).toBe(false);
});

it('waits its turn, and is refused where too many wait', async () => {
  const passwords = new Passwords(12);
  const all = await Promise.allSettled(
    Array.from({ length: 40 }, () => passwords.matches('x', null)),
  );
  const refused = all.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(6);
  expect(refused[0]).toMatchObject({ reason: { code: 'overloaded' } });
  expect(await passwords.matches('x', null)).toBe(false);
});
