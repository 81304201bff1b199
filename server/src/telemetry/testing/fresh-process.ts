import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import type { FrameEffect } from '../effects/frame-effect.ts';
import { FrameEffects } from '../effects/frame-effects.ts';
import { ledger } from '../effects/ledger.ts';
import { FrameIngest, type IngestHook } from '../ingest/frame-ingest.ts';
import { MessageHasher } from '../ingest/message-hash.ts';
import { StoredMessages } from '../ingest/stored-messages.ts';
import { silent } from './stores.ts';

/** Telemetry as a process that has just started: it remembers nothing. */
export function freshProcess(
  stores: { readonly store: ClickHouse; readonly db: Database },
  options: {
    effects?: readonly FrameEffect[];
    hook?: IngestHook;
    store?: ClickHouse;
    nowUs?: () => number;
  } = {},
): FrameIngest {
  const hasher = new MessageHasher(Buffer.alloc(32, 7));
  return new FrameIngest({
    store: options.store ?? stores.store,
    effects: new FrameEffects(stores.db, options.effects ?? [ledger]),
    context: { hasher: () => hasher, stored: new StoredMessages() },
    log: silent,
    ...(options.hook === undefined ? {} : { hook: options.hook }),
    ...(options.nowUs === undefined ? {} : { nowUs: options.nowUs }),
  });
}
