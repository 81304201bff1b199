import { setTimeout } from 'node:timers/promises';
import type { ClickHouse } from '../../server/src/platform/clickhouse/index.ts';
import { closeOneDay } from '../../server/src/telemetry/closed-days.ts';

const LOOK_MS = 20;

/** What a server does by itself in the hours after a day, for all days at once. */
export async function closeDays(store: ClickHouse): Promise<void> {
  while ((await closeOneDay(store, 0)).state !== 'closed') await setTimeout(LOOK_MS);
}
