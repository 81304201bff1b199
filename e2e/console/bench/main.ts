import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { generateRecords } from '../../../server/src/telemetry/testing/generate.ts';
import { System } from '../../harness/system.ts';
import { launchBrowser } from '../harness/browser-server.ts';
import { signInWithCookie } from '../harness/cookie.ts';
import { type Person, signIn } from '../harness/people.ts';
import { startWithHistory } from '../harness/with-history.ts';
import { firstContent } from './first-content.ts';
import { firstLoad } from './first-load.ts';
import { scrolling } from './scrolling.ts';

/**
 * The console over two million requests: what its first load weighs, how long after a navigation the list and the overview
 * show content, and whether scrolling ten thousand rows drops frames. Bars: 300 KB gzipped, 500 ms, no frame over 50 ms.
 *
 * `--data DIR` keeps what was ingested, and a second run with it starts from there. `--rows 200000` for a short run, `--only
 * scrolling` (or `first-load`, `first-content`) for one part.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000000' },
    runs: { type: 'string', default: '10' },
    data: { type: 'string' },
    'ingest-only': { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const HOURS = 28 * 24;
const PARTS = { 'first-load': firstLoad, 'first-content': firstContent, scrolling };

const kept = values.data === undefined ? null : resolve(values.data);
const folder = kept ?? mkdtempSync(join(tmpdir(), 'sbx-bench-console-'));
const marker = join(folder, 'bench-console.json');
let system: System | null = null;
try {
  let owner: Person;
  let rows: number;
  if (existsSync(marker)) {
    system = await System.start({ data: folder });
    owner = await signIn(system, 'Olive Owner', 'olive@example.com');
    rows = (JSON.parse(readFileSync(marker, 'utf8')) as { rows: number }).rows;
  } else {
    const started = await startWithHistory(
      { count: Number(values.rows), hours: HOURS, records: generateRecords },
      { data: folder },
    );
    ({ system, owner, rows } = started);
    writeFileSync(marker, JSON.stringify({ rows }));
  }
  console.log(
    `${rows.toLocaleString('en')} requests of 28 days, Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  if (!values['ingest-only']) await measure(system, owner);
} finally {
  await system?.[Symbol.asyncDispose]();
  if (kept === null) rmSync(folder, { recursive: true, force: true });
}

async function measure(running: System, owner: Person): Promise<void> {
  const server = await launchBrowser();
  const browser = await chromium.connect(server.wsEndpoint());
  try {
    const context = await browser.newContext({
      baseURL: running.console,
      viewport: { width: 1440, height: 900 },
    });
    await signInWithCookie(context, running.console, owner);
    const runs = Number(values.runs);
    for (const [part, measureIt] of Object.entries(PARTS)) {
      if (values.only !== undefined && values.only !== part) continue;
      for (const [name, value, bar] of await measureIt(context, runs)) {
        console.log(`${name.padEnd(64)}${value.padStart(20)}   ${bar}`);
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
