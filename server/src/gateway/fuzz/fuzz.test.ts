import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ScriptedUpstream } from '../testing/upstream.ts';
import { World } from '../testing/world.ts';
import { ANTHROPIC, type FuzzedAnswer, GEMINI, OPENAI } from './answers.ts';
import { CALLS, type FuzzedCall } from './bodies.ts';
import { bytesChange, headerValue, mutated } from './mutations.ts';

/*
 * What clients and providers may send in place of what they should: whatever it is, the gateway answers in time, in the client's
 * protocol, and never with 500. The seed is printed where a case fails. `npm run soak -- fuzz` runs 100,000.
 */
const CASES = Number(process.env['SIGNALBOX_FUZZ_CASES'] ?? 600);
const SEED = Number(process.env['SIGNALBOX_FUZZ_SEED'] ?? 20_261_129);
const WITHIN_MS = 10_000;
const ANSWERS: readonly FuzzedAnswer[] = [OPENAI, ANTHROPIC, GEMINI];

let world: World;
let upstream: ScriptedUpstream;
beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start({ maxBodyBytes: 200_000, idleMs: 2_000, spoolMaxBytes: 1 << 28 });
  const origin = `http://127.0.0.1:${upstream.port}`;
  for (const { kind } of ANSWERS) {
    world.setProvider(kind, { kind, base_url: kind === 'openai' ? `${origin}/v1` : origin });
  }
  world.setProject({ on_unsupported: 'drop' });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

interface Asked {
  readonly path: string;
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Status and body of the answer; a connection that broke, as an answer that began may end, is `broken`. */
async function answerTo({
  path,
  body,
  headers = {},
}: Asked): Promise<{ status: number; text: string }> {
  const signal = AbortSignal.timeout(WITHIN_MS);
  const response = await fetch(world.url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${world.key}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: new Uint8Array(body),
    signal,
  });
  try {
    return { status: response.status, text: await response.text() };
  } catch (error) {
    if (signal.aborted) throw error;
    return { status: response.status, text: 'broken' };
  }
}

const call = fc.constantFrom<FuzzedCall>(...CALLS);
const provider = fc.constantFrom<FuzzedAnswer>(...ANSWERS);

/** Where a call goes, and its body as it should be. */
function asked(
  { path, body }: FuzzedCall,
  kind: string,
  stream: boolean,
): { path: string; body: object } {
  const model = `${kind}/m`;
  const method = stream ? ':streamGenerateContent?alt=sse' : ':generateContent';
  return {
    path: path.replace('MODEL', model).replace(':generateContent', method),
    body: body(model, stream),
  };
}

/** `passed`: what the provider said passes as it is. */
function expectAnAnswer(answer: { status: number; text: string }, passed = false): void {
  const { status, text } = answer;
  expect(status).not.toBe(500);
  if (status >= 400 && !passed) expect(JSON.parse(text)).toHaveProperty('error');
}

/** Whether a client of an address speaks what a provider does. */
function sameProtocol({ path }: FuzzedCall, kind: string): boolean {
  const kinds: Readonly<Record<string, string>> = {
    '/v1/chat/completions': 'openai',
    '/v1/messages': 'anthropic',
  };
  return (kinds[path] ?? 'gemini') === kind;
}

const check = <T extends [unknown, ...unknown[]]>(
  property: fc.IAsyncPropertyWithHooks<T>,
): Promise<void> => fc.assert(property, { numRuns: Math.ceil(CASES / 4), seed: SEED });

/** Long enough for as many cases as are asked for. */
const TIMEOUT_MS = 60_000 + CASES * 20;

it('answers whatever stands in a body', { timeout: TIMEOUT_MS }, async () => {
  upstream.script = answering(() => Buffer.from('{}'));
  await check(
    fc.asyncProperty(
      fc.tuple(call, provider, fc.boolean()).chain(([one, { kind }, stream]) => {
        const { path, body } = asked(one, kind, stream);
        return mutated(body).map((bytes) => ({ path, body: bytes }));
      }),
      async (one) => expectAnAnswer(await answerTo(one)),
    ),
  );
});

it('answers whatever stands in headers and in an address', { timeout: TIMEOUT_MS }, async () => {
  upstream.script = answering(() => Buffer.from(JSON.stringify(OPENAI.whole)));
  const name = fc.constantFrom(
    'authorization',
    'x-api-key',
    'x-goog-api-key',
    'x-signalbox-key',
    'x-signalbox-user',
    'x-signalbox-session',
    'x-signalbox-tags',
    'x-signalbox-metadata',
    'x-signalbox-capture',
    'traceparent',
    'anthropic-version',
    'anthropic-beta',
    'openai-beta',
    'accept',
    'content-type',
    'content-encoding',
  );
  const headers = fc.dictionary(name, headerValue, { maxKeys: 4 });
  const more = fc.string({ maxLength: 30 }).map((text) => encodeURI(text.toWellFormed()));
  await check(
    fc.asyncProperty(call, headers, more, fc.boolean(), async (one, given, tail, inPath) => {
      const { path, body } = asked(one, 'openai', false);
      const target = inPath ? path.slice(0, 1 + (tail.length % path.length)) + tail : path;
      const answer = await answerTo({
        path: target.replace(/^\/+/, '/'),
        body: Buffer.from(JSON.stringify(body)),
        headers: given,
      });
      expectAnAnswer(answer);
    }),
  );
});

it('answers whatever a provider answers', { timeout: TIMEOUT_MS }, async () => {
  const answer = provider.chain((one) =>
    fc
      .tuple(mutated(one.whole), fc.constantFrom(200, 200, 200, 400, 429, 503))
      .map(([bytes, status]) => ({ kind: one.kind, bytes, status })),
  );
  await check(
    fc.asyncProperty(call, answer, fc.boolean(), async (one, { kind, bytes, status }, stream) => {
      upstream.script = answering(() => bytes, status);
      const { path, body } = asked(one, kind, stream);
      const answer = await answerTo({ path, body: Buffer.from(JSON.stringify(body)) });
      expectAnAnswer(answer, sameProtocol(one, kind));
    }),
  );
});

it('passes whatever a provider streams', { timeout: TIMEOUT_MS }, async () => {
  const stream = provider.chain((one) =>
    fc
      .tuple(
        fc.shuffledSubarray([...one.events], { minLength: 0 }),
        fc.boolean(),
        bytesChange,
        fc.nat(),
      )
      .map(([some, inOrder, change, at]) => {
        const bytes = change(Buffer.from((inOrder ? one.events : some).join('')));
        return {
          kind: one.kind,
          pieces: [
            bytes.subarray(0, at % (bytes.length + 1)),
            bytes.subarray(at % (bytes.length + 1)),
          ],
        };
      }),
  );
  await check(
    fc.asyncProperty(call, stream, async (one, { kind, pieces }) => {
      upstream.script = async (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const piece of pieces) {
          response.write(piece);
          await sleep(0);
        }
        response.end();
      };
      const { path, body } = asked(one, kind, true);
      expectAnAnswer(await answerTo({ path, body: Buffer.from(JSON.stringify(body)) }));
    }),
  );
});

it('holds no more memory for it', () => {
  expect(process.memoryUsage().rss).toBeLessThan(1 << 30);
});

function answering(body: () => Buffer, status = 200): ScriptedUpstream['script'] {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body());
  };
}
