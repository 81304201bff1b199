import { parseArgs } from 'node:util';
import { Agent, request } from 'undici';
import { pairedRatio } from '../bench/gateway/paired-ratio.ts';
import { generateRecords } from '../server/src/telemetry/testing/generate.ts';
import { startWithHistory } from './console/harness/with-history.ts';
import { BOOTSTRAP_KEY, until } from './harness/system.ts';

/*
 * npm run bench:exports -- [--rows 300000] [--pairs 10] [--seconds 8] [--rate 100]
 *
 * What an export costs those who call models meanwhile: requests at a steady rate, each measured from when it was due, in pairs
 * of windows with and without an export at work, whose order alternates. Printed are both p50 and p99, and the median of the
 * pairs' ratios with its interval of 95%.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '300000' },
    pairs: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '8' },
    rate: { type: 'string', default: '100' },
  },
});
const [pairs, seconds, rate] = [values.pairs, values.seconds, values.rate].map(Number) as [
  number,
  number,
  number,
];
const HOURS = 24;

interface Window {
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

const { system, rows } = await startWithHistory({
  count: Number(values.rows),
  hours: HOURS,
  records: generateRecords,
});
await using _system = system;
const agent = new Agent({ connections: 64, pipelining: 1 });
await steady(3);

const alone: Window[] = [];
const beside: Window[] = [];
let done = 0;
for (let pair = 0; pair < pairs; pair++) {
  const quiet = async (): Promise<void> => void alone.push(await steady(seconds));
  const busy = async (): Promise<void> => {
    const id = await beginExport();
    beside.push(await steady(seconds));
    done += await cancel(id);
  };
  for (const window of pair % 2 === 0 ? [quiet, busy] : [busy, quiet]) await window();
  console.error(
    `${pair + 1}: p99 ${alone.at(-1)?.p99.toFixed(1)} ms alone, ${beside.at(-1)?.p99.toFixed(1)} ms beside an export`,
  );
}
const middle = (of: readonly number[]): number =>
  [...of].sort((a, b) => a - b)[of.length >> 1] ?? 0;
console.log(
  `${pairs} pairs of ${seconds} s at ${rate} requests/s over ${rows.toLocaleString('en')} rows; ${Math.round(done / pairs / seconds).toLocaleString('en')} rows/s exported meanwhile; ${[...alone, ...beside].reduce((sum, { failed }) => sum + failed, 0)} failed`,
);
for (const name of ['p50', 'p99'] as const) {
  const ratio = pairedRatio(beside.map((window, i) => window[name] / (alone[i]?.[name] ?? 1)));
  console.log(
    `${name}: ${middle(alone.map((w) => w[name])).toFixed(2)} ms alone, ${middle(beside.map((w) => w[name])).toFixed(2)} ms beside an export; ratio ${ratio.median.toFixed(2)} [${ratio.low.toFixed(2)}, ${ratio.high.toFixed(2)}]`,
  );
}

await agent.close();

/** Requests at the steady rate for so long. */
async function steady(forSeconds: number): Promise<Window> {
  const ms: number[] = [];
  let failed = 0;
  const began = performance.now();
  const calls: Promise<void>[] = [];
  for (let n = 0; n < forSeconds * rate; n++) {
    const due = began + (n * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((wake) => setTimeout(wake, wait));
    calls.push(
      chat().then(
        () => void ms.push(performance.now() - due),
        () => void failed++,
      ),
    );
  }
  await Promise.all(calls);
  ms.sort((a, b) => a - b);
  const at = (share: number): number =>
    ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), failed };
}

async function chat(): Promise<void> {
  const { statusCode, body } = await request(`${system.gateway}/v1/chat/completions`, {
    method: 'POST',
    dispatcher: agent,
    headers: { authorization: `Bearer ${BOOTSTRAP_KEY}`, 'content-type': 'application/json' },
    body: '{"model":"sandbox/echo","messages":[{"role":"user","content":"How are you?"}]}',
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`${statusCode}`);
}

interface Export {
  readonly id: string;
  readonly state: string;
  readonly rows_done: number;
}

/** Resolves when the export is at work. */
async function beginExport(): Promise<string> {
  const { id } = await system.management<Export>('/api/v1/exports', {
    method: 'POST',
    body: JSON.stringify({
      format: 'jsonl',
      from: new Date(Date.now() - (HOURS + 1) * 3_600_000).toISOString(),
      to: new Date().toISOString(),
    }),
  });
  await until(60, 'the export to be at work', async () => {
    const { rows_done } = await system.management<Export>(`/api/v1/exports/${id}`);
    return rows_done > 0;
  });
  return id;
}

/** How far it had come. */
async function cancel(id: string): Promise<number> {
  const { rows_done, state } = await system.management<Export>(`/api/v1/exports/${id}`);
  if (state !== 'running') throw new Error(`the export was ${state}: take more rows`);
  await system.management(`/api/v1/exports/${id}/cancel`, { method: 'POST' });
  return rows_done;
}
