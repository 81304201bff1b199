import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './gateway/measure.ts';
import { pairedRatio } from './gateway/paired-ratio.ts';
import { end, freePort, start } from './gateway/processes.ts';
import type { Sample } from './gateway/report.ts';
import type { ShapeName } from './gateway/shapes.ts';
import { gatewayAlone, signalbox, type Target } from './gateway/targets.ts';

/*
 * npm run bench:paired -- --against DIR [--target alone|signalbox] [--rounds 20] [--seconds 5] [--shapes small,large,stream]
 *
 * What a change costs: this tree and another checkout of it (built, with its dependencies) before the same upstream, measured in
 * pairs of rounds whose order alternates. Printed is the median of the pairs' ratios, new to old, with its interval of 95%.
 * CPU per request is the figure to go by: on a busy machine the rate is what others left over.
 */
const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    target: { type: 'string', default: 'alone' },
    rounds: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '5' },
    'warm-up': { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
    shapes: { type: 'string', default: 'small,large,stream' },
  },
});
if (values.against === undefined) throw new Error('--against DIR: the checkout to compare with');
const connections = Number(values.connections);
const BAR = 1.03;

const upstreamPort = await freePort();
const upstream = await start('./upstream.ts', { PORT: String(upstreamPort) });
await using stack = new AsyncDisposableStack();
stack.defer(() => end(upstream));
const url = `http://127.0.0.1:${upstreamPort}`;
const make = (root: string): Promise<Target> =>
  values.target === 'signalbox' ? signalbox(url, root) : gatewayAlone(url, [], root);
const before = stack.use(await make(resolve(values.against)));
const after = stack.use(await make(resolve(import.meta.dirname, '..')));

for (const shape of values.shapes.split(',') as ShapeName[]) {
  for (const target of [before, after])
    await measure(target, shape, connections, Number(values['warm-up']));
  const ratios = new Map<string, number[]>();
  let failed = 0;
  for (let round = 0; round < Number(values.rounds); round++) {
    const order = round % 2 === 0 ? [before, after] : [after, before];
    const of = new Map<Target, Sample>();
    for (const target of order)
      of.set(target, await measure(target, shape, connections, Number(values.seconds)));
    const [old, now] = [of.get(before), of.get(after)];
    if (old === undefined || now === undefined) continue;
    failed += old.failed + now.failed;
    const keep = (name: string, value: number): unknown =>
      Number.isFinite(value) && ratios.set(name, [...(ratios.get(name) ?? []), value]);
    keep('rate, old to new', old.rate / now.rate);
    keep('p50, new to old', now.p50Ms / old.p50Ms);
    keep('p99, new to old', now.p99Ms / old.p99Ms);
    for (const [name, us] of now.cpuUsPerRequest)
      keep(`CPU of ${name}`, us / (old.cpuUsPerRequest.get(name) ?? Number.NaN));
    console.error(
      `${shape} ${round + 1}: ${[...now.cpuUsPerRequest].map(([name, us]) => `${name} ${us.toFixed(1)} us, was ${old.cpuUsPerRequest.get(name)?.toFixed(1)}`).join('; ')}`,
    );
  }
  console.log(
    `\n${shape}: ${values.rounds} pairs of ${values.seconds} s, ${failed} failed; above 1 is worse`,
  );
  for (const [name, of] of ratios) {
    const { median, low, high } = pairedRatio(of);
    const verdict = low > BAR ? `WORSE by more than ${Math.round((BAR - 1) * 100)}%` : '';
    console.log(
      `${name.padEnd(22)} ${median.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]  ${verdict}`,
    );
  }
}
