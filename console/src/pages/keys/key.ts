import type { components } from '@signalbox/sdk';

export type Key = components['schemas']['Key'];
export type CreatedKey = components['schemas']['CreatedKey'];
export type KeyStatus = 'active' | 'expired' | 'revoked';

export function statusOf(key: Key, now: number): KeyStatus {
  if (key.revoked_at !== null) return 'revoked';
  return key.expires_at !== null && Date.parse(key.expires_at) <= now ? 'expired' : 'active';
}
