import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { freshProcess } from '../testing/fresh-process.ts';
import { endRecord, frameOf, PROJECT, requestEnd } from '../testing/records.ts';
import { type TestStores, testStores } from '../testing/stores.ts';
import { INTERVALS, UsageQuery } from './schema.ts';
import { usage } from './usage.ts';

// A server somewhere: chDB reads the zone of its process when it opens.
vi.hoisted(() => {
  process.env['TZ'] = 'America/New_York';
});

const MINUTE = 60_000;
const TICK = 15 * MINUTE;
const DAY = 1440 * MINUTE;
/** Days around which clocks change: New York and Havana, Berlin, Santiago (at midnight), Lord Howe (by half an hour). */
const CHANGES = [
  '2026-03-08',
  '2026-11-01',
  '2026-03-29',
  '2026-10-25',
  '2026-04-05',
  '2026-09-06',
];
const MOMENTS = CHANGES.flatMap((day) =>
  Array.from({ length: 250 }, (_, i) => Date.parse(day) - DAY + i * 17 * MINUTE),
);
const range = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
  const ingest = freshProcess(stores);
  for (const [index, day] of CHANGES.entries()) {
    const moments = MOMENTS.slice(index * 250, (index + 1) * 250);
    const records = moments.map((at) =>
      endRecord(requestEnd({ started_at_us: at * 1000, retention_days: 3650 })),
    );
    await ingest.ingest(
      frameOf(index + 1, records, { cutAtUs: (Date.parse(day) + 3 * DAY) * 1000 }),
    );
  }
});
afterAll(() => stores[Symbol.asyncDispose]());

async function counted(asked: object): Promise<(readonly [string, number])[]> {
  const query = UsageQuery.parse({ ...range, ...asked });
  const message = { v: 1 as const, project_id: PROJECT, content: false, query };
  const { data } = await usage(stores.store, message, new AbortController().signal);
  return data.map(({ start, requests }) => [start ?? '', requests] as const);
}

interface Quarter {
  readonly at: number;
  readonly date: string;
  /** Since 1970, of the local date. */
  readonly days: number;
  readonly hour: number;
  readonly minute: string;
  readonly offset: string;
}
const FIRST = Date.parse('2025-12-15T00:00:00Z');
const quarters = new Map<string, readonly Quarter[]>();

/** Every quarter of an hour of the year as JavaScript's own calendar has it. */
function quartersOf(zone: string): readonly Quarter[] {
  const known = quarters.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    timeZoneName: 'longOffset',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  const made: Quarter[] = [];
  for (let at = FIRST; at < Date.parse(range.to); at += TICK) {
    const part = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, p.value]));
    const date = `${part['year']}-${part['month']}-${part['day']}`;
    made.push({
      at,
      date,
      days: Date.parse(date) / DAY,
      hour: Number(part['hour']),
      minute: part['minute'] ?? '',
      offset: part['timeZoneName'] ?? '',
    });
  }
  quarters.set(zone, made);
  return made;
}

/** What two quarters of one bucket share. An hour that comes twice is two hours; what is longer holds both. */
const SHARED = {
  '15_minutes': ({ date, hour, minute, offset }) => `${date} ${hour}:${minute} ${offset}`,
  hour: ({ date, hour, offset }) => `${date} ${hour} ${offset}`,
  '3_hours': ({ date, hour }) => `${date} ${Math.floor(hour / 3)}`,
  day: ({ date }) => date,
  week: ({ days }) => `${Math.floor((days + 3) / 7)}`,
  month: ({ date }) => date.slice(0, 7),
} satisfies Record<string, (quarter: Quarter) => string>;

/** A bucket is a run of quarters that share this, and begins with the first of them. */
function expected(zone: string, interval: (typeof INTERVALS)[number]): [string, number][] {
  const counts = new Map<number, number>();
  const add = (at: number) => counts.set(at, (counts.get(at) ?? 0) + 1);
  if (interval === 'minute' || interval === '5_minutes') {
    const ms = interval === 'minute' ? MINUTE : 5 * MINUTE;
    for (const at of MOMENTS) add(Math.floor(at / ms) * ms);
  } else {
    const starts: number[] = [];
    let key = '';
    for (const quarter of quartersOf(zone)) {
      const next = SHARED[interval](quarter);
      starts.push(next === key ? (starts.at(-1) ?? quarter.at) : quarter.at);
      key = next;
    }
    for (const at of MOMENTS) add(starts[Math.floor((at - FIRST) / TICK)] ?? 0);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([at, requests]) => [new Date(at).toISOString(), requests]);
}

const iso = (rows: readonly (readonly [string, number])[]) =>
  rows.map(([start, requests]) => [new Date(start).toISOString(), requests]);

describe.each(INTERVALS)('in intervals of %s', (interval) => {
  it('buckets are of UTC, wherever the server is', async () => {
    expect(iso(await counted({ interval }))).toEqual(expected('UTC', interval));
  });

  // Where clocks change by half an hour, the hours of that night are ClickHouse's own.
  it.skipIf(interval === 'hour')('or of Lord Howe Island', async () => {
    const zone = 'Australia/Lord_Howe';
    expect(iso(await counted({ interval, time_zone: zone }))).toEqual(expected(zone, interval));
  });

  it.each([
    'America/New_York',
    'Europe/Berlin',
    'Asia/Kolkata',
    'America/Santiago',
    'America/Havana',
    'Pacific/Apia',
    'Etc/GMT+12',
  ])('or of the time zone that was asked for: %s', async (zone) => {
    expect(iso(await counted({ interval, time_zone: zone }))).toEqual(expected(zone, interval));
  });
});

it('a name that is no time zone is refused, and one in another spelling is not', async () => {
  for (const name of ['Mars/Phobos', '+02:00', '', "UTC'); --"]) {
    expect(UsageQuery.safeParse({ ...range, time_zone: name }).error?.issues).toMatchObject([
      { path: ['time_zone'] },
    ]);
  }
  const days = (time_zone: string) => counted({ interval: 'day', time_zone });
  expect(await days('europe/berlin')).toEqual(await days('Europe/Berlin'));
});

it('every time zone that JavaScript knows is taken, and known to the store', async () => {
  const row = z.object({ time_zone: z.string() });
  const sql = 'SELECT time_zone FROM system.time_zones';
  const known = new Set(
    (await stores.store.query({ sql, row, lane: 'any' })).map((one) => one.time_zone),
  );
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const taken = UsageQuery.parse({ ...range, time_zone: zone }).time_zone ?? '';
    expect([zone, known.has(taken)]).toEqual([zone, true]);
  }
});
