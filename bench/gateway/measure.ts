import { run } from './load.ts';
import { cpuSeconds } from './processes.ts';
import type { Sample } from './report.ts';
import { requestBody, type ShapeName } from './shapes.ts';
import { runStreams } from './stream-load.ts';
import type { Target } from './targets.ts';

/** One round: what a target answers within so many seconds, and what its processes spend on each request. */
export async function measure(
  target: Target,
  shape: ShapeName,
  connections: number,
  forSeconds: number,
): Promise<Sample> {
  const before = cpuByProcess(target);
  const load = {
    url: target.url,
    headers: target.headers,
    body: requestBody(shape, target.model),
    connections: shape === 'stream' ? Math.min(8, connections) : connections,
    seconds: forSeconds,
  };
  const result = shape === 'stream' ? await runStreams(load) : await run(load);
  const drainSeconds = await target.settled();
  const after = cpuByProcess(target);
  const requests = 'streams' in result ? result.streams : result.requests;
  const cpu = new Map<string, number>();
  for (const [name, spent] of after) {
    cpu.set(name, ((spent - (before.get(name) ?? 0)) * 1e6) / Math.max(1, requests));
  }
  return {
    rate: 'streams' in result ? result.chunksPerSecond : requests / result.seconds,
    p50Ms: 'streams' in result ? result.ttfbP50Ms : result.p50Ms,
    p99Ms: 'streams' in result ? result.ttfbP99Ms : result.p99Ms,
    failed: result.failed,
    cpuUsPerRequest: cpu,
    drainSeconds,
  };
}

function cpuByProcess(target: Target): ReadonlyMap<string, number> {
  const cpu = new Map<string, number>();
  for (const [name, pids] of target.processes()) {
    cpu.set(
      name,
      pids.reduce((sum, pid) => sum + (cpuSeconds(pid) ?? 0), 0),
    );
  }
  return cpu;
}
