import type { JsonObject } from '../../../lib/json-object.ts';
import type { Members } from '../../members.ts';

export interface Cached {
  readonly cache?: '5m' | '1h' | undefined;
}

/** For how long the provider may keep what stands up to here. */
export function cacheOf(block: Members): { cache?: '5m' | '1h' } {
  const control = block.object('cache_control');
  if (control === undefined) return {};
  return { cache: control.oneOf('ttl', ['5m', '1h']) ?? '5m' };
}

export function cacheControl({ cache }: Cached): JsonObject {
  if (cache === undefined) return {};
  return {
    cache_control: cache === '5m' ? { type: 'ephemeral' } : { type: 'ephemeral', ttl: cache },
  };
}
