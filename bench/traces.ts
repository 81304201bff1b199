import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ingestAll } from './traces/ingest.ts';
import { measureQueries } from './traces/queries.ts';
import { openBench } from './traces/stores.ts';
import { table } from './traces/table.ts';

/**
 * Two million requests from a seeded generator through the ingest code into an embedded chDB and PostgreSQL, then the
 * questions that people ask. Bar: p95 of each at most 300 ms. `node bench/traces.ts --rows 200000` for a short run.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000000' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '40' },
  },
});
const BAR_MS = 300;
const rows = Number(values.rows);

const folder = mkdtempSync(join(tmpdir(), 'sbx-bench-traces-'));
try {
  await using bench = await openBench(folder);
  console.log(
    `${rows.toLocaleString('en')} requests, seed ${values.seed}, Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const ingested = await ingestAll(bench, { rows, seed: Number(values.seed) });
  console.log(`\nIngest\n${table(ingested.table)}`);
  console.log(
    `rss ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB, on disk ${ingested.diskMb} MB (${ingested.bytesPerRow} bytes a request)`,
  );
  const queries = await measureQueries(bench, ingested, Number(values.runs));
  console.log(
    `\nQueries over the whole range, ms\n${table([
      ['query', 'p50', 'p95', 'CPU', 'rows', ''],
      ...queries.map((q) => [
        q.name,
        q.p50.toFixed(0),
        q.p95.toFixed(0),
        q.cpuMs.toFixed(0),
        String(q.rows),
        q.p95 <= BAR_MS ? 'ok' : `over ${BAR_MS}`,
      ]),
    ])}`,
  );
  if (queries.some((q) => q.p95 > BAR_MS)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
