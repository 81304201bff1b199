import { parseArgs } from 'node:util';
import { run } from './gateway/load.ts';
import { pairedRatio } from './gateway/paired-ratio.ts';
import { cpuSeconds, end, freePort, start } from './gateway/processes.ts';
import { PROTOCOL_SHAPES } from './gateway/protocol-shapes.ts';
import { gatewayAlone } from './gateway/targets.ts';

/*
 * npm run bench:protocols -- [--rounds 20] [--seconds 3] [--connections 32] [--ways messages,responses,…]
 *
 * What a call costs the gateway by its protocol: the CPU of one request of each way, as a ratio to that of an OpenAI chat that is
 * passed through, measured in interleaved rounds of one gateway before the same instant upstream. Printed is the median of the rounds' ratios with
 * its interval of 95%.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '32' },
    ways: { type: 'string', default: 'messages,responses,chat to messages,messages to chat' },
  },
});

const { chat, messages, responses } = PROTOCOL_SHAPES;
/** From what a client speaks to what its model's provider does. */
const WAYS = {
  chat: { shape: chat, model: 'openai/gpt-4o' },
  messages: { shape: messages, model: 'anthropic/claude-sonnet-4-5' },
  responses: { shape: responses, model: 'openai/gpt-4o' },
  'chat to messages': { shape: chat, model: 'anthropic/claude-sonnet-4-5' },
  'messages to chat': { shape: messages, model: 'openai/gpt-4o' },
} as const;
type Way = keyof typeof WAYS;

const upstreamPort = await freePort();
const upstream = await start('./upstream.ts', { PORT: String(upstreamPort) });
await using stack = new AsyncDisposableStack();
stack.defer(() => end(upstream));
const gateway = stack.use(await gatewayAlone(`http://127.0.0.1:${upstreamPort}`, []));
const origin = new URL(gateway.url).origin;
const [pid = 0] = [...gateway.processes().values()].flat();

/** Microseconds of the gateway's CPU for each request. */
async function cost(way: Way, stream: boolean, seconds: number): Promise<number> {
  const { shape, model } = WAYS[way];
  const before = cpuSeconds(pid) ?? Number.NaN;
  const { requests, failed } = await run({
    url: origin + shape.path,
    headers: gateway.headers,
    body: shape.body(model, stream),
    connections: stream ? Math.min(8, Number(values.connections)) : Number(values.connections),
    seconds,
  });
  if (failed > 0 || requests === 0) throw new Error(`${way}: ${failed} of ${requests} failed`);
  return (((cpuSeconds(pid) ?? Number.NaN) - before) * 1e6) / requests;
}

for (const stream of [false, true]) {
  const ways = values.ways.split(',') as Way[];
  for (const way of ['chat' as const, ...ways]) await cost(way, stream, 5);
  const ratios = new Map<Way, number[]>(ways.map((way) => [way, []]));
  const spent: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const base = await cost('chat', stream, Number(values.seconds));
    spent.push(base);
    for (const way of round % 2 === 0 ? ways : [...ways].reverse())
      ratios.get(way)?.push((await cost(way, stream, Number(values.seconds))) / base);
  }
  const usual = spent.sort((a, b) => a - b)[Math.floor(spent.length / 2)] ?? Number.NaN;
  console.log(
    `\n${stream ? 'stream' : 'whole'}: CPU of one request, to that of a chat passed through (${usual.toFixed(1)} us)`,
  );
  for (const [way, of] of ratios) {
    const { median, low, high } = pairedRatio(of);
    console.log(`${way.padEnd(18)} ${median.toFixed(2)}  [${low.toFixed(2)}, ${high.toFixed(2)}]`);
  }
}
