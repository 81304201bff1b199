import { parseArgs } from 'node:util';
import { heapGrowth } from './gateway/heap.ts';
import { generator } from './gateway/load.ts';
import { measure } from './gateway/measure.ts';
import { end, freePort, start } from './gateway/processes.ts';
import { type Cell, printTable, type Sample, summarise } from './gateway/report.ts';
import type { ShapeName } from './gateway/shapes.ts';
import { bareProxy, gatewayAlone, portkey, signalbox, type Target } from './gateway/targets.ts';

/*
 * npm run bench:gateway -- [--seconds 20] [--rounds 3] [--connections 32] [--shapes small,large,stream]
 *                          [--warm-up 10] [--targets bare,signalbox,portkey,alone] [--heap 300000] [--cpu-prof DIR]
 *
 * One run on one machine: every target stands before the same instant upstream, is warmed up, and is measured in interleaved
 * rounds, so that what the machine does meanwhile meets all of them. `alone` is the gateway without the rest of Signalbox.
 * A round lasts so long that the second in which the last frame is cut is not most of the tenth that its backlog may take.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    'warm-up': { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
    shapes: { type: 'string', default: 'small,large,stream' },
    targets: { type: 'string', default: 'bare,signalbox,portkey' },
    heap: { type: 'string', default: '0' },
    'cpu-prof': { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
/** Long enough for the compiler to be done: what it does counts as CPU time of whoever is measured first. */
const warmUp = Number(values['warm-up']);
const connections = Number(values.connections);
const shapes = values.shapes.split(',') as ShapeName[];

const upstreamPort = await freePort();
const upstream = await start('./upstream.ts', { PORT: String(upstreamPort) });
const upstreamUrl = `http://127.0.0.1:${upstreamPort}`;
const profile = values['cpu-prof'];
const profiling =
  profile === undefined
    ? []
    : ['--cpu-prof', `--cpu-prof-dir=${profile}`, '--cpu-prof-interval=200'];
const makers: Readonly<Record<string, () => Promise<Target>>> = {
  bare: () => bareProxy(upstreamUrl),
  alone: () => gatewayAlone(upstreamUrl, profiling),
  signalbox: () => signalbox(upstreamUrl),
  portkey: () => portkey(upstreamUrl),
};

await using stack = new AsyncDisposableStack();
stack.defer(() => end(upstream));
const targets: Target[] = [];
for (const name of values.targets.split(',')) {
  const make = makers[name];
  if (make === undefined) throw new Error(`no target "${name}": ${Object.keys(makers).join(', ')}`);
  targets.push(stack.use(await make()));
}

console.log(
  `load by ${generator}, ${connections} connections, ${rounds} interleaved rounds of ${seconds} s`,
);
const cells: Cell[] = [];
for (const shape of shapes) {
  // Portkey's gateway answers every stream with 500 on this Node (its headers are immutable), so it is not measured there.
  const fit = targets.filter(({ name }) => shape !== 'stream' || name !== 'portkey');
  const samples = new Map<Target, Sample[]>(fit.map((target) => [target, []]));
  for (const target of samples.keys()) await measure(target, shape, connections, warmUp);
  for (let round = 0; round < rounds; round++) {
    for (const target of samples.keys()) {
      const sample = await measure(target, shape, connections, seconds);
      samples.get(target)?.push(sample);
      console.error(
        `${shape} ${round + 1}/${rounds} ${target.name}: ${Math.round(sample.rate)}/s, drained in ${sample.drainSeconds.toFixed(1)} s${sample.failed > 0 ? `, ${sample.failed} FAILED` : ''}`,
      );
    }
  }
  for (const [target, of] of samples) cells.push(summarise(shape, target.name, of, seconds));
}
printTable(cells);

const heapRequests = Number(values.heap);
const measured = targets.find(({ name }) => name === 'signalbox' || name === 'gateway alone');
if (heapRequests > 0 && measured !== undefined) {
  await heapGrowth(measured, heapRequests, connections);
}
