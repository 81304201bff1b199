import { encodeCursor } from '../../server/src/platform/http/index.ts';
import { traceDetail } from '../../server/src/telemetry/queries/detail.ts';
import { listTraces } from '../../server/src/telemetry/queries/list.ts';
import type { TraceListQuery, UsageQuery } from '../../server/src/telemetry/queries/schema.ts';
import { usage } from '../../server/src/telemetry/queries/usage.ts';
import { PROJECT } from './ingest.ts';
import type { IngestedRange } from './range.ts';
import type { Bench } from './stores.ts';

export interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  /** Of all threads, a query. */
  readonly cpuMs: number;
  /** In the last answer. */
  readonly rows: number;
}

const signal = new AbortController().signal;

/** Each question as soon as it is measured. */
export async function* measureQueries(
  { store }: Bench,
  range: IngestedRange,
  runs: number,
  only: string,
): AsyncGenerator<Measured> {
  const scope = { v: 1 as const, project_id: PROJECT, content: true };
  const whole = { from: iso(range.fromUs - 1e6), to: iso(range.toUs + 1e6) };
  const pick = (i: number) =>
    range.sample[(i * 7919) % range.sample.length] as IngestedRange['sample'][number];
  const list = (query: Partial<TraceListQuery>) =>
    listTraces(store, { ...scope, query: { ...whole, limit: 50, ...query } }, signal);
  const sum = (query: Partial<UsageQuery>) =>
    usage(store, { ...scope, query: { ...whole, ...query } }, signal);
  const questions: Record<string, (i: number) => Promise<{ data: readonly unknown[] }>> = {
    'list, newest': () => list({}),
    'list, a page far down': (i) =>
      list({ cursor: encodeCursor([String(pick(i).startedAtUs), pick(i).id]) }),
    'list, 1000 rows': () => list({ limit: 1000 }),
    'filter by model': () => list({ model: 'gpt-4o' }),
    'filter by user': (i) => list({ user: `user-${(i * 13) % 5000}` }),
    'filter by session': (i) => list({ session: `session-${i * 17}` }),
    'filter by status and latency': () => list({ status: 'error', latency_min_ms: 8_100 }),
    'filter by cost': () => list({ cost_min: '0.001' }),
    'filter by cost, none': () => list({ cost_min: '5' }),
    'filter by tags': () => list({ tags: 'batch' }),
    'text, a common word': (i) => list({ text: pick(i).question.split(' ')[0] ?? 'a' }),
    'text, the same in capitals': (i) =>
      list({ text: (pick(i).question.split(' ')[0] ?? 'a').toUpperCase() }),
    'text, three words in a row': (i) =>
      list({ text: pick(i).question.split(' ').slice(3, 6).join(' ') }),
    'text, in one request only': (i) =>
      list({ text: pick(i).question.split(' ').slice(0, 8).join(' ') }),
    'text, in none': (i) => list({ text: `zebra crossing ${i}` }),
    'detail by request id': (i) => traceDetail(store, { ...scope, id: pick(i).id }, signal),
    'detail by trace id': (i) => traceDetail(store, { ...scope, id: pick(i).traceId }, signal),
    'usage, whole': () => sum({}),
    'usage by day and model': () => sum({ interval: 'day', group_by: 'model' }),
    'usage by hour and provider': () => sum({ interval: 'hour', group_by: 'provider' }),
    'usage by day and key': () => sum({ interval: 'day', group_by: 'key' }),
    'usage by user': () => sum({ group_by: 'user' }),
    'usage by tag': () => sum({ group_by: 'tag' }),
  };
  for (const [name, ask] of Object.entries(questions)) {
    if (!name.includes(only)) continue;
    const times: number[] = [];
    let rows = 0;
    const cpu = process.cpuUsage();
    for (let i = 0; i < runs; i++) {
      const from = performance.now();
      rows = (await ask(i)).data.length;
      times.push(performance.now() - from);
    }
    const used = process.cpuUsage(cpu);
    times.sort((a, b) => a - b);
    const at = (share: number): number =>
      times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] ?? 0;
    yield {
      name,
      p50: at(0.5),
      p95: at(0.95),
      cpuMs: (used.user + used.system) / 1000 / runs,
      rows,
    };
  }
}

const iso = (us: number): string => new Date(us / 1000).toISOString();
