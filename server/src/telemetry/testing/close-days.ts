import { setTimeout } from 'node:timers/promises';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { closeOneDay } from '../closed-days.ts';

export const TABLES = ['requests', 'requests_list', 'attempts', 'payloads', 'payload_messages'];
const LOOK_MS = 20;

/** What a store does by itself an hour after the last row of a day, at once and for all days. */
export async function mergeDays(store: ClickHouse): Promise<void> {
  for (const name of TABLES) await store.command(`OPTIMIZE TABLE ${name} FINAL`);
}

/** What the server has it do an hour later. */
export async function closeDays(store: ClickHouse): Promise<void> {
  while ((await closeOneDay(store, 0)).state !== 'closed') await setTimeout(LOOK_MS);
}
