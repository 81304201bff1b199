import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../postgres/testing/index.ts';
import { loadMasterKey, makeSealingKeys, openSecrets, Secrets, sealTo } from './index.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'signalbox-secrets-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const place = { table: 'providers', row: 'a', column: 'credential' };
const text = fc.string({ unit: 'grapheme' });

describe('the master key', () => {
  test('is written once, readable by nobody else, and read again', () => {
    const first = loadMasterKey({ secretKey: null, data });
    expect(statSync(join(data, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(loadMasterKey({ secretKey: null, data }).id).toBe(first.id);
    expect(readFileSync(join(data, 'secret.key'), 'utf8')).not.toContain(first.id);
  });

  test('is the same in hex and in base64', () => {
    const bytes = Buffer.alloc(32, 7);
    const ids = (['hex', 'base64', 'base64url'] as const).map(
      (form) => loadMasterKey({ secretKey: bytes.toString(form), data }).id,
    );
    expect(new Set(ids).size).toBe(1);
    expect(existsSync(join(data, 'secret.key'))).toBe(false);
  });

  test('a wrong one is refused without being repeated', () => {
    const secretKey = 'hunter2-hunter2';
    expect(() => loadMasterKey({ secretKey, data })).toThrow(/SIGNALBOX_SECRET_KEY/);
    expect(() => loadMasterKey({ secretKey, data })).not.toThrow(/hunter2/);
    writeFileSync(join(data, 'secret.key'), '');
    expect(() => loadMasterKey({ secretKey: null, data })).toThrow(/secret\.key holds no/);
  });
});

describe('secrets at rest', () => {
  const secrets = new Secrets(loadMasterKey({ secretKey: 'a'.repeat(64), data: '' }));

  test('open where they were put, and nowhere else', () => {
    fc.assert(
      fc.property(text, text, text, (secret, row, other) => {
        const sealed = secrets.encrypt(secret, { ...place, row });
        expect(secrets.decrypt(sealed, { ...place, row })).toBe(secret);
        if (other !== row)
          expect(() => secrets.decrypt(sealed, { ...place, row: other })).toThrow(/decrypted/);
      }),
    );
  });

  test('that version 1 wrote still open', () => {
    const golden = 'v1.294ade7f0eed78d7.9pWoqveWEEdyqjdeDPWej1vht4K9r3NayAJ-q_1XoReQygIbuw';
    expect(secrets.decrypt(golden, place)).toBe('sk-golden');
  });

  test('a changed byte, a shortened tag and another key are noticed', () => {
    const sealed = secrets.encrypt('sk-123', place);
    const [v, id, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = changed[i]! ^ 1;
      const forged = `${v}.${id}.${changed.toString('base64url')}`;
      expect(() => secrets.decrypt(forged, place)).toThrow(/decrypted/);
    }
    const short = `${v}.${id}.${bytes.subarray(0, -4).toString('base64url')}`;
    expect(() => secrets.decrypt(short, place)).toThrow(/decrypted/);
    const other = new Secrets(loadMasterKey({ secretKey: 'b'.repeat(64), data: '' }));
    expect(() => other.decrypt(sealed, place)).toThrow(/decrypted/);
  });
});

describe('a start', () => {
  test('with another master key is refused, and with the right one again accepted', async () => {
    await using store = await testDatabase();
    const right = { secretKey: 'a'.repeat(64), data };
    const sealed = (await openSecrets(right, store.db)).encrypt('sk-123', place);
    await expect(openSecrets({ secretKey: 'b'.repeat(64), data }, store.db)).rejects.toMatchObject({
      code: 'secret_key_wrong',
    });
    // The file was lost: the one made in its place is not kept.
    await expect(openSecrets({ secretKey: null, data }, store.db)).rejects.toMatchObject({
      code: 'secret_key_wrong',
      message: expect.stringContaining('missing'),
    });
    expect(existsSync(join(data, 'secret.key'))).toBe(false);
    expect((await openSecrets(right, store.db)).decrypt(sealed, place)).toBe('sk-123');
  });

  test('of two processes at once binds one key', async () => {
    await using store = await testDatabase();
    const [a, b] = await Promise.all([
      openSecrets({ secretKey: null, data }, store.db),
      openSecrets({ secretKey: null, data }, store.db),
    ]);
    expect(a.keyId).toBe(b.keyId);
  });
});

describe('secrets in transit', () => {
  test('open for their receiver in their context only', async () => {
    const [mine, other] = await Promise.all([makeSealingKeys(), makeSealingKeys()]);
    await fc.assert(
      fc.asyncProperty(text, async (secret) => {
        const sealed = await sealTo(mine.publicKey, secret, 'provider/a/credential');
        expect(await mine.open(sealed, 'provider/a/credential')).toBe(secret);
        await expect(mine.open(sealed, 'provider/b/credential')).rejects.toThrow();
        await expect(other.open(sealed, 'provider/a/credential')).rejects.toThrow();
      }),
      { numRuns: 20 },
    );
  });
});
