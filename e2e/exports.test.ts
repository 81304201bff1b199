import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { generateRecords } from '../server/src/telemetry/testing/generate.ts';
import { startWithHistory } from './console/harness/with-history.ts';
import { BOOTSTRAP_KEY, type System, until } from './harness/system.ts';

/** A million and three kills in `npm run soak`, fewer where every commit is tried. */
const ROWS = Number(process.env['SIGNALBOX_EXPORT_ROWS'] ?? 40_000);
const KILLS = Number(process.env['SIGNALBOX_EXPORT_KILLS'] ?? 1);
const HOURS = 24;

interface Export {
  readonly id: string;
  readonly state: string;
  readonly rows_done: number;
  readonly rows_total: number | null;
  readonly bytes: number | null;
  readonly error: unknown;
}

const headers = { authorization: `Bearer ${BOOTSTRAP_KEY}` };
const ask = (system: System, format: string, more = {}) =>
  system.management<Export>('/api/v1/exports', {
    method: 'POST',
    body: JSON.stringify({
      format,
      from: new Date(Date.now() - (HOURS + 1) * 3_600_000).toISOString(),
      to: new Date().toISOString(),
      ...more,
    }),
  });
const read = (system: System, id: string) => system.management<Export>(`/api/v1/exports/${id}`);
const ended = async (system: System, id: string, seconds: number): Promise<Export> => {
  let last: Export | null = null;
  await until(seconds, 'the export to end', async () => {
    last = await read(system, id);
    return !['queued', 'running'].includes(last.state);
  });
  return last!;
};

it(`an export of ${ROWS} requests, its worker killed ${KILLS} times, is complete and has no row twice`, {
  timeout: 240_000 + ROWS,
}, async () => {
  const { system, rows } = await startWithHistory({
    count: ROWS,
    hours: HOURS,
    records: generateRecords,
  });
  await using _ = system;
  // Nobody needed it so far.
  expect(system.pids('worker')).toEqual([]);
  const { id, state } = await ask(system, 'jsonl');
  expect(state).toBe('queued');

  for (let kill = 0; kill < KILLS; kill++) {
    const wanted = (ROWS * (kill + 0.2)) / (KILLS + 1);
    await until(120, 'the worker to get on', async () => {
      const { rows_done, state } = await read(system, id);
      if (state === 'succeeded') throw new Error('the export ended before its worker was killed');
      return rows_done > wanted;
    });
    const [victim] = system.pids('worker');
    process.kill(victim!, 'SIGKILL');
  }
  const done = await ended(system, id, 200 + ROWS / 1000);
  expect(done).toMatchObject({
    state: 'succeeded',
    rows_done: rows,
    rows_total: rows,
    error: null,
  });

  const file = await fetch(`${system.console}/api/v1/exports/${id}/file`, { headers });
  expect(file.status).toBe(200);
  expect(file.headers.get('content-type')).toContain('application/jsonl');
  expect(file.headers.get('content-disposition')).toMatch(
    /^attachment; filename="requests-.*\.jsonl"$/,
  );
  expect(Number(file.headers.get('content-length'))).toBe(done.bytes);
  const ids = new Set<string>();
  let lines = 0;
  for await (const line of createInterface({ input: Readable.fromWeb(file.body! as never) })) {
    lines += 1;
    ids.add(JSON.parse(line).request_id);
  }
  expect([lines, ids.size]).toEqual([rows, rows]);

  // Of a part of it as CSV: head and one record each.
  const part = await ask(system, 'csv', { model: 'gpt-5' });
  const short = await ended(system, part.id, 120);
  const csv = await (
    await fetch(`${system.console}/api/v1/exports/${part.id}/file`, { headers })
  ).text();
  expect(csv.startsWith('request_id,trace_id,')).toBe(true);
  expect(csv.match(/^[0-9a-f]{8}-[0-9a-f-]{27},/gm)).toHaveLength(short.rows_done);
  expect(short.rows_done).toBeGreaterThan(0);
  expect(short.rows_done).toBeLessThan(rows);

  // Deleted with its file.
  await system.management(`/api/v1/exports/${part.id}`, { method: 'DELETE' });
  const gone = await fetch(`${system.console}/api/v1/exports/${part.id}/file`, { headers });
  expect(gone.status).toBe(404);
});
