import { cpus } from 'node:os';
import { questionsOf } from './questions.ts';
import type { IngestedRange } from './range.ts';
import type { Bench } from './stores.ts';

export interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  /** Of all threads, a query. */
  readonly cpuMs: number;
  /** Cores that everything else on the machine had meanwhile: times count only where it is near 0. */
  readonly others: number;
  /** In the last answer. */
  readonly rows: number;
}

/** Each question as soon as it is measured. */
export async function* measureQueries(
  { store }: Bench,
  range: IngestedRange,
  runs: number,
  only: string,
): AsyncGenerator<Measured> {
  const questions = questionsOf(store, range);
  for (const [name, ask] of Object.entries(questions)) {
    if (!name.includes(only)) continue;
    const times: number[] = [];
    let rows = 0;
    const cpu = process.cpuUsage();
    const began = performance.now();
    const busy = machineMs();
    for (let i = 0; i < runs; i++) {
      const from = performance.now();
      rows = (await ask(i)).data.length;
      times.push(performance.now() - from);
    }
    const used = process.cpuUsage(cpu);
    const usedMs = (used.user + used.system) / 1000;
    const others = (machineMs() - busy - usedMs) / (performance.now() - began);
    times.sort((a, b) => a - b);
    const at = (share: number): number =>
      times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] ?? 0;
    yield {
      name,
      p50: at(0.5),
      p95: at(0.95),
      cpuMs: usedMs / runs,
      others: Math.max(0, others),
      rows,
    };
  }
}

/** What all cores have worked since the start of the machine. */
const machineMs = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
