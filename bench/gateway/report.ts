import type { ShapeName } from './shapes.ts';

/** One round of one target. For streams, `rate` is chunks a second and the times are those to the first byte. */
export interface Sample {
  readonly rate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failed: number;
  readonly cpuUsPerRequest: ReadonlyMap<string, number>;
  readonly drainSeconds: number;
}

export interface Cell extends Sample {
  readonly shape: ShapeName;
  readonly target: string;
  /** Everything was answered, and the backlog drained within a tenth of the run. */
  readonly counts: boolean;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;

export function summarise(
  shape: ShapeName,
  target: string,
  samples: readonly Sample[],
  seconds: number,
): Cell {
  const names = new Set(samples.flatMap(({ cpuUsPerRequest }) => [...cpuUsPerRequest.keys()]));
  const drainSeconds = Math.max(...samples.map((sample) => sample.drainSeconds));
  const failed = samples.reduce((sum, sample) => sum + sample.failed, 0);
  return {
    shape,
    target,
    rate: median(samples.map(({ rate }) => rate)),
    p50Ms: median(samples.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(samples.map(({ p99Ms }) => p99Ms)),
    failed,
    cpuUsPerRequest: new Map(
      [...names].map((name) => [
        name,
        median(samples.map(({ cpuUsPerRequest }) => cpuUsPerRequest.get(name) ?? 0)),
      ]),
    ),
    drainSeconds,
    counts: failed === 0 && drainSeconds <= seconds / 10,
  };
}

export function printTable(cells: readonly Cell[]): void {
  for (const shape of ['small', 'large', 'stream'] as const) {
    const of = cells.filter((cell) => cell.shape === shape);
    const bare = of.find(({ target }) => target === 'bare proxy');
    if (of.length === 0) continue;
    const title = {
      small: '460-byte request',
      large: '32 KB request',
      stream: '200-chunk stream (chunks/s; times to the first byte)',
    }[shape];
    console.log(`\n${title}`);
    console.table(of.map((cell) => row(cell, bare)));
    if (bare !== undefined) for (const bar of bars(shape, of, bare)) console.log(bar);
  }
}

function row(cell: Cell, bare: Cell | undefined): Record<string, string> {
  const cpu = [...cell.cpuUsPerRequest].filter(([, us]) => us >= 0.5);
  const total = cpu.reduce((sum, [, us]) => sum + us, 0);
  return {
    target: cell.target,
    'rate/s': cell.rate.toFixed(0),
    'of bare': bare === undefined ? '' : (cell.rate / bare.rate).toFixed(3),
    'p50 ms': cell.p50Ms.toFixed(2),
    'p99 ms': cell.p99Ms.toFixed(2),
    'cpu us/request': total.toFixed(0),
    'by process': cpu.map(([name, us]) => `${name} ${us.toFixed(0)}${ratio(us, bare)}`).join(', '),
    counts: cell.counts
      ? 'yes'
      : `NO (${cell.failed} failed, drained in ${cell.drainSeconds.toFixed(1)} s)`,
  };
}

function ratio(us: number, bare: Cell | undefined): string {
  const base = bare?.cpuUsPerRequest.get('proxy');
  return base === undefined ? '' : ` (${(us / base).toFixed(2)}x)`;
}

/** The bars of issue "The ground", section "What it must show" 4. */
function bars(shape: ShapeName, cells: readonly Cell[], bare: Cell): string[] {
  const base = bare.cpuUsPerRequest.get('proxy') ?? Number.NaN;
  const lines: string[] = [];
  const bar = (what: string, value: number, limit: number, atMost: boolean): void => {
    const held = atMost ? value <= limit : value >= limit;
    lines.push(
      `${held ? 'held  ' : 'MISSED'} ${what}: ${value.toFixed(2)} (${atMost ? 'at most' : 'at least'} ${limit})`,
    );
  };
  for (const cell of cells) {
    const gateway = cell.cpuUsPerRequest.get('gateway');
    if (gateway !== undefined && shape !== 'stream') {
      bar(
        `${cell.target}: gateway CPU to bare`,
        gateway / base,
        shape === 'small' ? 1.8 : 1.2,
        true,
      );
    }
    const telemetry = cell.cpuUsPerRequest.get('telemetry');
    if (telemetry !== undefined && shape === 'small') {
      bar('telemetry CPU to bare', telemetry / base, 1.6, true);
    }
    if (cell.target === 'signalbox' && shape === 'small') {
      bar('requests/s to bare', cell.rate / bare.rate, 0.4, false);
      const portkey = cells.find(({ target }) => target === 'portkey');
      if (portkey !== undefined) {
        bar("requests/s to Portkey's", cell.rate / portkey.rate, 5, false);
      }
    }
  }
  return lines;
}
