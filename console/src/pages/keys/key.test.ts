import { expect, it } from 'vitest';
import { type Key, statusOf } from './key.ts';

const key = (changes: Partial<Key>) => ({ revoked_at: null, expires_at: null, ...changes }) as Key;
const now = Date.parse('2026-03-01T12:00:00Z');

it('a key is revoked before it is expired, and active until then', () => {
  expect(statusOf(key({}), now)).toBe('active');
  expect(statusOf(key({ expires_at: '2026-03-01T12:00:01Z' }), now)).toBe('active');
  expect(statusOf(key({ expires_at: '2026-03-01T12:00:00Z' }), now)).toBe('expired');
  const both = { expires_at: '2026-01-01T00:00:00Z', revoked_at: '2026-01-02T00:00:00Z' };
  expect(statusOf(key(both), now)).toBe('revoked');
});
