import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClickHouse } from '../platform/clickhouse/index.ts';
import type { Logger } from '../platform/log/index.ts';

/** Indexes that neither inserts nor merges make. */
const INDEXES = ['pairs_of_texts', 'triples_of_texts'] as const;
/** A day becomes one part an hour after its last row; what is not one an hour later stays several. */
const CLOSED_SECONDS = 7200;
const EVERY_MS = 60_000;

const Day = z.object({ id: z.string(), paths: z.array(z.string()) });
const Unfinished = z.object({ mutations: z.number() });

type Closing =
  | { readonly state: 'asked'; readonly day: string }
  /** The store still works on a day that it was asked for. */
  | { readonly state: 'working' }
  | { readonly state: 'closed' };

/**
 * Makes what is made of a day of `requests_list` once nothing comes into it any more, for the newest day that lacks it; a late
 * row has it made again. Only asks for it: the store works on it in the background, on one day at a time. For an embedded
 * store, whose parts are in this file system.
 */
export async function closeOneDay(
  store: ClickHouse,
  closedSeconds: number = CLOSED_SECONDS,
): Promise<Closing> {
  const [unfinished] = await store.query({
    sql: `SELECT toUInt32(count()) AS mutations FROM system.mutations
      WHERE database = currentDatabase() AND table = 'requests_list' AND NOT is_done`,
    row: Unfinished,
    lane: 'any',
  });
  if (unfinished !== undefined && unfinished.mutations > 0) return { state: 'working' };
  const days = await store.query({
    sql: `SELECT partition_id AS id, groupArray(path) AS paths FROM system.parts
      WHERE active AND database = currentDatabase() AND table = 'requests_list'
      GROUP BY id HAVING max(modification_time) <= now() - {closed:UInt32} ORDER BY id DESC`,
    parameters: { closed: closedSeconds },
    row: Day,
    lane: 'any',
  });
  const day = days.find(({ paths }) => !paths.every(hasIndexes));
  if (day === undefined) return { state: 'closed' };
  const made = INDEXES.map((name) => `MATERIALIZE INDEX ${name} IN PARTITION ID '${day.id}'`);
  await store.command(`ALTER TABLE requests_list ${made.join(', ')}`);
  return { state: 'asked', day: day.id };
}

/** No table of the system says which part has which index; its directory does. */
const hasIndexes = (path: string): boolean =>
  INDEXES.every((name) => existsSync(join(path, `skp_idx_${name}.idx`)));

/** Closes days from now on, one a minute at most. */
export function keepDaysClosed(store: ClickHouse, log: Logger): Disposable {
  let running = false;
  const timer = setInterval(async () => {
    if (running) return;
    running = true;
    try {
      const closing = await closeOneDay(store);
      if (closing.state === 'asked')
        log.info({ day: closing.day }, 'making the indexes of a day that is over');
    } catch (error) {
      log.warn({ err: error }, 'the indexes of a day were not made; tries again');
    } finally {
      running = false;
    }
  }, EVERY_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
