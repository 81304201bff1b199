import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { closeDays } from '../server/src/telemetry/testing/close-days.ts';
import { ingestFresh } from './traces/fresh.ts';
import { ingestAll } from './traces/ingest.ts';
import { measureQueries } from './traces/queries.ts';
import { loadRange, saveRange } from './traces/range.ts';
import { openBench } from './traces/stores.ts';
import { table } from './traces/table.ts';

/**
 * Two million requests from a seeded generator through the ingest code into an embedded chDB and PostgreSQL, then the
 * questions that people ask. Bar: p95 of each at most 300 ms. `--rows 200000` for a short run.
 *
 * `--data DIR` keeps what was ingested; a second run with it only asks, or only the questions whose name holds `--only`.
 * `--fresh 60` takes in so many more frames right before, and leaves their parts unmerged.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000000' },
    days: { type: 'string', default: '28' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '40' },
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    fresh: { type: 'string', default: '0' },
    'ingest-only': { type: 'boolean', default: false },
  },
});
const BAR_MS = 300;

const folder =
  values.data === undefined
    ? mkdtempSync(join(tmpdir(), 'sbx-bench-traces-'))
    : resolve(values.data);
try {
  const kept = loadRange(folder);
  const rows = kept?.rows ?? Number(values.rows);
  console.log(
    `${rows.toLocaleString('en')} requests, Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const fresh = Number(values.fresh);
  await using bench = await openBench(folder, { effects: kept === null || fresh > 0 });
  let range = kept;
  if (range === null) {
    const ingested = await ingestAll(bench, {
      rows,
      days: Number(values.days),
      seed: Number(values.seed),
    });
    range = ingested.range;
    console.log(`\nIngest\n${table(ingested.table)}`);
    console.log(
      `rss ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB, on disk ${ingested.diskMb} MB (${ingested.bytesPerRow} bytes a request)`,
    );
    if (values.data !== undefined) saveRange(folder, range);
  }
  // A kept store may be older than what is made of its days.
  await closeDays(bench.store);
  if (fresh > 0) {
    range = await ingestFresh(bench, range, fresh, Number(values.seed));
    if (values.data !== undefined) saveRange(folder, range);
  }
  if (!values['ingest-only']) {
    const line = (...[name, ...cells]: string[]): string =>
      `${(name ?? '').padEnd(34)}${cells.map((cell) => cell.padStart(10)).join('')}`;
    console.log(
      `\nQueries over the whole range, ms\n${line('query', 'p50', 'p95', 'CPU', 'rows', 'others')}`,
    );
    const measured = measureQueries(bench, range, Number(values.runs), values.only);
    for await (const { name, p50, p95, cpuMs, rows: found, others } of measured) {
      const figures = [p50, p95, cpuMs, found].map((n) => n.toFixed(0));
      console.log(
        line(name, ...figures, others.toFixed(1), p95 <= BAR_MS ? 'ok' : `over ${BAR_MS}`),
      );
      if (p95 > BAR_MS) process.exitCode = 1;
    }
  }
} finally {
  if (values.data === undefined) rmSync(folder, { recursive: true, force: true });
}
