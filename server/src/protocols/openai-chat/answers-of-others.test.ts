import { describe, expect, it } from 'vitest';
import type { StreamEnd } from '../stream-reader.ts';
import { readResponse } from './read-response.ts';
import { createStreamReader } from './stream-reader.ts';

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const said = { choices: [{ index: 0, delta: { content: 'a' }, finish_reason: null }] };
const ended = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };
const DONE = 'data: [DONE]\n\n';

function read(text: string, spliceUsageOut = true): { out: string; end: StreamEnd } {
  const reader = createStreamReader({ spliceUsageOut });
  const pushed = reader.push(Buffer.from(text)).toString();
  const end = reader.finish();
  return { out: pushed + end.tail.toString(), end };
}

describe('usage that stands elsewhere', () => {
  it.each([
    [
      'in the first choice',
      [
        said,
        { choices: [{ ...ended.choices[0], usage: { prompt_tokens: 9, completion_tokens: 4 } }] },
      ],
    ],
    [
      'in x_groq',
      [said, { ...ended, x_groq: { usage: { prompt_tokens: 9, completion_tokens: 4 } } }],
    ],
    [
      'in two chunks',
      [
        said,
        { choices: [], usage: { prompt_tokens: 9 } },
        { choices: [], usage: { completion_tokens: 4 } },
      ],
    ],
    [
      'in chunks that count on',
      [
        { ...said, usage: { prompt_tokens: 9, completion_tokens: 1 } },
        { ...ended, usage: { prompt_tokens: 9, completion_tokens: 4 } },
        { choices: [], usage: { prompt_tokens: 0, completion_tokens: 0 } },
      ],
    ],
  ])('is read %s', (_where, chunks) => {
    const { end } = read(chunks.map(event).join('') + DONE);
    expect(end.facts.usage).toEqual({ input: 9, output: 4 });
  });

  it('keeps what a later chunk leaves out', () => {
    const usage = { prompt_tokens: 9, completion_tokens: 4 };
    const detailed = { ...usage, prompt_tokens_details: { cached_tokens: 5 } };
    const text = event({ choices: [], usage: detailed }) + event({ choices: [], usage }) + DONE;
    expect(read(text).end.facts.usage).toEqual({ input: 9, cached_input: 5, output: 4 });
  });

  it('is read behind [DONE], however it was cut', () => {
    const text =
      event(said) +
      event(ended) +
      DONE +
      event({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 4 } });
    for (let at = 0; at < text.length; at++) {
      const reader = createStreamReader({ spliceUsageOut: true });
      reader.push(Buffer.from(text.slice(0, at)));
      reader.push(Buffer.from(text.slice(at)));
      const end = reader.finish();
      expect(end.facts.usage).toEqual({ input: 9, output: 4 });
      expect(end.facts.finishReasons).toEqual(['stop']);
    }
  });

  it.each([
    ['x_groq', { choices: [], x_groq: { usage: { prompt_tokens: 9, completion_tokens: 4 } } }],
    ['the first choice', { choices: [{ usage: { prompt_tokens: 9, completion_tokens: 4 } }] }],
  ])('is read in %s of a whole answer, short or long', (_where, body) => {
    for (const padding of ['', 'x'.repeat(10_000)]) {
      const bytes = Buffer.from(JSON.stringify({ ...body, padding }));
      expect(readResponse(bytes).usage).toEqual({ input: 9, output: 4 });
    }
  });
});

describe('usage that nobody asked for', () => {
  it('is taken out of a chunk that has choices', () => {
    const usage = { prompt_tokens: 9, completion_tokens: 4 };
    const { out, end } = read(event({ ...said, usage }) + event({ ...ended, usage }) + DONE);
    expect(out).toBe(event(said) + event(ended) + DONE);
    expect(end.facts.usage).toEqual({ input: 9, output: 4 });
  });

  it('does not take an error along', () => {
    const failed = { error: { message: 'overloaded' } };
    const { out } = read(event({ ...failed, usage: { prompt_tokens: 9, completion_tokens: 0 } }));
    expect(out).toBe(event(failed));
  });

  it('stays where the client asked for it', () => {
    const text = event({ ...said, usage: { prompt_tokens: 9, completion_tokens: 4 } }) + DONE;
    expect(read(text, false).out).toBe(text);
  });
});

describe('numbers that JSON has not', () => {
  const logprobs = '"logprobs":{"content":[{"token":"-Infinity NaN","logprob":-Infinity,"p":NaN}]}';

  it('leave the rest of a stream to be read, and its bytes as they were', () => {
    const text =
      `data: {"choices":[{"index":0,"delta":{"content":"a"},${logprobs},"finish_reason":"stop"}]}\n\n` +
      `data: {"x":Infinity,"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}\n\n${DONE}`;
    const { out, end } = read(text, false);
    expect(out).toBe(text);
    expect(end).toMatchObject({
      chunks: 1,
      facts: { finishReasons: ['stop'], usage: { input: 9, output: 4 } },
    });
  });

  it('leave the rest of a whole answer to be read, short or long', () => {
    for (const padding of ['', 'x'.repeat(10_000)]) {
      const body = `{"id":"c","choices":[{${logprobs},"finish_reason":"stop"}],"padding":"${padding}","usage":{"prompt_tokens":9,"completion_tokens":4}}`;
      expect(readResponse(Buffer.from(body))).toMatchObject({
        id: 'c',
        finishReasons: ['stop'],
        usage: { input: 9, output: 4 },
      });
    }
  });
});

it('reads at which tier an answer was served', () => {
  expect(readResponse(Buffer.from('{"service_tier":"flex"}')).serviceTier).toBe('flex');
  const long = JSON.stringify({ padding: 'x'.repeat(10_000), service_tier: 'priority' });
  expect(readResponse(Buffer.from(long)).serviceTier).toBe('priority');
  const stream = event({ ...said, service_tier: null }) + event({ ...ended, service_tier: 'flex' });
  expect(read(stream + event({ ...said, service_tier: null })).end.facts.serviceTier).toBe('flex');
});
