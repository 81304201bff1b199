import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { GeminiHost } from '../upstreams/gemini/host.ts';
import { REASONING, REFUSAL, RETRY_AFTER_SECONDS, TEXT } from '../upstreams/scene/script.ts';
import type { HeardCall, ToolAnswer } from './ask.ts';
import { ask, type Dropped, type Line, NotTaken, send } from './line.ts';

/** A row of the matrix: what it is called, and what must hold. */
export interface Feature {
  readonly name: string;
  check(line: Line, dropped: Dropped): Promise<void>;
}

const BOTH = [false, true];
const image = 'I see the image (image/png of 70 bytes).';

async function chat(line: Line, dropped: Dropped): Promise<void> {
  const { heard, seen } = await ask(
    line,
    { stream: false, text: 'Say hello', system: 'Be brief.' },
    dropped,
  );
  expect(heard).toMatchObject({ text: TEXT, stop: 'end', calls: [], reasoning: '' });
  expect(seen).toMatchObject({ text: 'Say hello', system: 'Be brief.' });
}

async function stream(line: Line, dropped: Dropped): Promise<void> {
  const { heard, seen } = await ask(
    line,
    { stream: true, text: 'Say hello', system: 'Be brief.' },
    dropped,
  );
  expect(heard).toMatchObject({ text: TEXT, stop: 'end', calls: [], error: null });
  // As it came in, not gathered.
  expect(heard.pieces).toBeGreaterThan(5);
  expect(seen).toMatchObject({ text: 'Say hello', system: 'Be brief.' });
  // Bytes that are cut anywhere make the same.
  const cut = await ask(line, { stream: true, text: 'Say hello #split' }, dropped);
  expect(cut.heard.text).toBe(TEXT);
}

async function tools(line: Line, dropped: Dropped): Promise<void> {
  for (const isStream of BOTH) {
    const { heard } = await ask(line, { stream: isStream, text: 'Weather?', tools: true }, dropped);
    expect(heard).toMatchObject({
      stop: 'calls',
      text: '',
      calls: [{ name: 'get_weather', arguments: { city: 'Paris' } }],
    });
    const talking = await ask(
      line,
      { stream: isStream, text: 'Weather? #talk', tools: true },
      dropped,
    );
    expect(talking.heard).toMatchObject({ text: TEXT, calls: [{ name: 'get_weather' }] });
    const forced = await ask(
      line,
      { stream: isStream, text: 'x', tools: true, toolChoice: 'get_weather' },
      dropped,
    );
    expect(forced.seen?.toolChoice).toEqual({ name: 'get_weather' });
    const none = await ask(
      line,
      { stream: isStream, text: 'x', tools: true, toolChoice: 'none' },
      dropped,
    );
    expect(none.heard).toMatchObject({ text: TEXT, calls: [], stop: 'end' });
  }
}

async function parallelTools(line: Line, dropped: Dropped): Promise<void> {
  for (const isStream of BOTH) {
    const asked = { stream: isStream, text: 'Weather in both? #parallel', tools: true } as const;
    const { heard } = await ask(line, asked, dropped);
    expect(heard.calls.map((call) => call.arguments)).toEqual([
      { city: 'Paris' },
      { city: 'Tokyo' },
    ]);
    const ids = heard.calls.map(({ id }) => id).filter((id) => id !== '');
    expect(new Set(ids).size).toBe(ids.length);
    const turn = { heard, results: heard.calls.map(resultOf) };
    const after = await ask(line, { ...asked, turn }, dropped);
    expect(after.heard.text).toBe(
      'get_weather said: 21 °C in Paris. get_weather said: 21 °C in Tokyo.',
    );
  }
}

async function toolResult(line: Line, dropped: Dropped): Promise<void> {
  for (const isStream of BOTH) {
    const asked = { stream: isStream, text: 'Weather?', tools: true } as const;
    const { heard } = await ask(line, asked, dropped);
    const after = await ask(
      line,
      { ...asked, turn: { heard, results: heard.calls.map(resultOf) } },
      dropped,
    );
    expect(after.heard).toMatchObject({
      text: 'get_weather said: 21 °C in Paris.',
      stop: 'end',
      calls: [],
    });
  }
}

async function toolResultWithImage(line: Line, dropped: Dropped): Promise<void> {
  // A model that thinks is a newer one, and may be told it otherwise.
  for (const more of [{}, { reasoning: true } as const]) {
    const asked = { stream: false, text: 'Weather?', tools: true, ...more } as const;
    const { heard } = await ask(line, asked, dropped);
    const results = heard.calls.map((call): ToolAnswer => ({ ...resultOf(call), image: true }));
    const after = await ask(line, { ...asked, turn: { heard, results } }, dropped);
    expect(after.heard.text).toBe(
      'get_weather said: 21 °C in Paris with the image (image/png of 70 bytes).',
    );
  }
}

function resultOf(call: HeardCall): ToolAnswer {
  return { call, text: `21 °C in ${(call.arguments as { city: string }).city}` };
}

async function imageIn(line: Line, dropped: Dropped): Promise<void> {
  const { heard } = await ask(line, { stream: false, text: 'What is it?', image: true }, dropped);
  expect(heard.text).toBe(image);
}

async function documentIn(line: Line, dropped: Dropped): Promise<void> {
  const { heard } = await ask(
    line,
    { stream: false, text: 'What is it?', document: true },
    dropped,
  );
  expect(heard.text).toMatch(/^I see the document (a\.pdf )?\(application\/pdf of 15 bytes\)\.$/);
}

async function schema(line: Line, dropped: Dropped): Promise<void> {
  for (const isStream of BOTH) {
    const { heard, seen } = await ask(
      line,
      { stream: isStream, text: 'Which?', schema: true },
      dropped,
    );
    expect(JSON.parse(heard.text)).toEqual({ city: 'Paris', population: 20 });
    expect(seen?.outputSchema).toMatchObject({ required: ['city', 'population'] });
  }
}

async function looseSchema(line: Line, dropped: Dropped): Promise<void> {
  const asked = { stream: false, text: 'Which?', looseSchema: true } as const;
  const { heard, seen } = await ask(line, asked, dropped);
  expect(JSON.parse(heard.text)).toMatchObject({
    city: 'Paris',
    rivers: expect.arrayContaining([{ name: 'name 1' }]),
  });
  // Held to, or told.
  expect(JSON.stringify(seen?.outputSchema)).toMatch(/minimum\W+7/);
}

async function reasoning(line: Line, dropped: Dropped): Promise<void> {
  for (const isStream of BOTH) {
    const asked = {
      stream: isStream,
      text: 'Think about the weather.',
      tools: true,
      reasoning: true,
    } as const;
    const { heard, seen } = await ask(line, asked, dropped);
    expect(seen?.reasoning).not.toBe('no');
    expect(heard.calls).toMatchObject([{ name: 'get_weather' }]);
    // Where either side has no place for what was thought, it is not shown; that it was paid for is.
    expect([REASONING, '']).toContain(heard.reasoning);
    if (seen?.reasoning === 'shown' && line.client.showsReasoning)
      expect(heard.reasoning).toBe(REASONING);
    expect(heard.usage).toMatchObject({ output: 17, reasoning: 5 });
    // What is sent back with the results is what the host wants back.
    const after = await ask(
      line,
      { ...asked, turn: { heard, results: heard.calls.map(resultOf) } },
      dropped,
    );
    expect(after.heard.text).toBe('get_weather said: 21 °C in Paris.');
  }
}

async function error(line: Line, dropped: Dropped): Promise<void> {
  for (const isStream of BOTH) {
    const limited = await failure(line, isStream, 'rate-limited');
    expect(limited.status).toBe(429);
    // Gemini's hosts say it in the body.
    if (!(line.host instanceof GeminiHost)) {
      expect(limited.headers.get('retry-after')).toBe(String(RETRY_AFTER_SECONDS));
    }
    expect((await failure(line, isStream, 'bad-request')).message).toMatch(
      /^400: .*refused on purpose/,
    );
    expect((await failure(line, isStream, 'broken')).status).toBe(500);
    expect((await failure(line, isStream, 'overloaded')).status).toBeGreaterThanOrEqual(500);
  }
  const { heard } = await ask(line, { stream: true, text: 'Break. #broken-stream' }, dropped);
  expect(heard.stop).toBeNull();
  expect(heard.error).toMatch(/\w/);
  expect(TEXT.startsWith(heard.text)).toBe(true);
}

async function failure(line: Line, isStream: boolean, word: string): Promise<NotTaken> {
  const outcome = await send(line, { stream: isStream, text: `Fail. #${word}` }).catch(
    (thrown: unknown) => thrown,
  );
  if (outcome instanceof NotTaken) return outcome;
  throw outcome instanceof Error
    ? outcome
    : new Error('the call was answered and should have failed');
}

async function usage(line: Line, dropped: Dropped): Promise<void> {
  for (const isStream of BOTH) {
    const { heard } = await ask(line, { stream: isStream, text: 'Count. #cached' }, dropped);
    expect(heard.usage).toMatchObject({ input: 29, output: 12, cacheRead: 8 });
    expect([4, 0, null]).toContain(heard.usage?.cacheWrite);
  }
}

async function abort(line: Line): Promise<void> {
  const before = line.host.closedEarly;
  const controller = new AbortController();
  const response = await send(line, { stream: true, text: 'Go on. #long' }, controller.signal);
  const reader = response.body?.getReader();
  await reader?.read();
  controller.abort();
  const deadline = Date.now() + 5000;
  while (line.host.closedEarly === before) {
    if (Date.now() > deadline) throw new Error('the host was not told that the client left');
    await pause(20);
  }
}

async function stopSequence(line: Line, dropped: Dropped): Promise<void> {
  const { heard, seen } = await ask(
    line,
    { stream: false, text: 'Say it. #stop', stop: ['done', 'END'] },
    dropped,
  );
  expect(seen?.stop).toEqual(['done', 'END']);
  expect(heard.stop).toBe('end');
}

async function limits(line: Line, dropped: Dropped): Promise<void> {
  const { heard, seen } = await ask(
    line,
    { stream: false, text: 'Say it. #short', maxTokens: 64, temperature: 0.5 },
    dropped,
  );
  expect(seen).toMatchObject({ maxTokens: 64, temperature: 0.5 });
  expect(heard.stop).toBe('length');
  const streamed = await ask(
    line,
    { stream: true, text: 'Say it. #short', maxTokens: 64 },
    dropped,
  );
  expect(streamed.heard.stop).toBe('length');
}

async function refusal(line: Line, dropped: Dropped): Promise<void> {
  for (const isStream of BOTH) {
    const { heard } = await ask(line, { stream: isStream, text: 'Do harm. #refuse' }, dropped);
    // Some say why in the answer, some beside it, some not at all; that it is no answer, each does.
    expect([heard.stop, heard.text === REFUSAL || heard.text === '']).toEqual([
      expect.stringMatching(/refusal|end/),
      true,
    ]);
    expect(heard.stop === 'refusal' || heard.refusal === REFUSAL).toBe(true);
  }
}

async function logprobs(line: Line, dropped: Dropped): Promise<void> {
  for (const isStream of BOTH) {
    const { heard } = await ask(
      line,
      { stream: isStream, text: 'Say hello', logprobs: true },
      dropped,
    );
    expect(heard.logprobs.map(({ token }) => token).join('')).toBe(TEXT);
    expect(heard.logprobs[0]).toMatchObject({ logprob: -0.25, others: 2 });
  }
}

export const FEATURES: readonly Feature[] = [
  { name: 'chat', check: chat },
  { name: 'stream', check: stream },
  { name: 'tools', check: tools },
  { name: 'parallel tools', check: parallelTools },
  { name: 'tool result', check: toolResult },
  { name: 'tool result with image', check: toolResultWithImage },
  { name: 'image', check: imageIn },
  { name: 'document', check: documentIn },
  { name: 'schema', check: schema },
  { name: 'schema with constraints', check: looseSchema },
  { name: 'reasoning', check: reasoning },
  { name: 'limits', check: limits },
  { name: 'stop sequence', check: stopSequence },
  { name: 'logprobs', check: logprobs },
  { name: 'refusal', check: refusal },
  { name: 'usage', check: usage },
  { name: 'error', check: error },
  { name: 'abort', check: abort },
];
