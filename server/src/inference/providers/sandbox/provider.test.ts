import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SignalboxError } from '../../../platform/errors/index.ts';
import { openaiChat } from '../../../protocols/index.ts';
import type { UpstreamExchange } from '../provider.ts';
import { createSandboxProvider } from './provider.ts';

const TIMEOUTS = { connectMs: 1_000, firstByteMs: 60_000, idleMs: 60_000, totalMs: 600_000 };
const MESSAGES = [
  { role: 'system', content: 'Be brief.' },
  {
    role: 'user',
    content: [
      { type: 'text', text: 'Grüße an 世界, ' },
      { type: 'text', text: ' twice\n' },
    ],
  },
];

/** An answer as a client of the provider sees it. */
class Heard {
  status = 0;
  headers: Readonly<Record<string, string>> = {};
  chunks: Buffer[] = [];
  ended = false;
  error: unknown = null;
  accepts = true;
  readonly exchange: UpstreamExchange;

  constructor(
    body: unknown,
    timeouts: Partial<typeof TIMEOUTS> = {},
    path = '/chat/completions',
    random = Math.random,
  ) {
    this.exchange = createSandboxProvider({ random, now: Date.now }).dispatch(
      {
        method: path === '/models' ? 'GET' : 'POST',
        path,
        model: null,
        body:
          body === null
            ? null
            : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        headers: {},
        timeouts: { ...TIMEOUTS, ...timeouts },
      },
      {
        onHeaders: (status, headers) => {
          this.status = status;
          this.headers = headers;
        },
        onData: (chunk) => {
          this.chunks.push(chunk);
          return this.accepts;
        },
        onEnd: () => {
          this.ended = true;
        },
        onError: (error) => {
          this.error = error;
        },
      },
    );
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  get json(): Record<string, never> {
    return JSON.parse(this.bytes.toString());
  }

  /** The text of a stream. */
  get said(): string {
    return this.bytes
      .toString()
      .split('\n\n')
      .filter((event) => event.startsWith('data: {'))
      .map((event) => JSON.parse(event.slice(6)).choices?.[0]?.delta.content ?? '')
      .join('');
  }
}

describe('the sandbox', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_700_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function hear(...args: ConstructorParameters<typeof Heard>): Promise<Heard> {
    const heard = new Heard(...args);
    expect(heard.status).toBe(0);
    await vi.runAllTimersAsync();
    return heard;
  }

  it('echoes, and says what it is', async () => {
    const heard = await hear({ model: 'echo', messages: MESSAGES });
    expect(heard.status).toBe(200);
    expect(heard.ended).toBe(true);
    expect(heard.headers['content-length']).toBe(String(heard.bytes.length));
    expect(heard.json).toMatchObject({
      object: 'chat.completion',
      created: 1_700_000_000,
      model: 'sandbox/echo',
      system_fingerprint: 'sandbox',
      choices: [
        {
          message: { role: 'assistant', content: 'Grüße an 世界,  twice\n' },
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 },
    });
  });

  it('streams what it would have said', async () => {
    const heard = await hear({
      model: 'echo',
      messages: MESSAGES,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(heard.headers['content-type']).toContain('text/event-stream');
    expect(heard.said).toBe('Grüße an 世界,  twice\n');
    const reader = openaiChat.streamReader({ spliceUsageOut: true });
    for (const chunk of heard.chunks) reader.push(chunk);
    expect(reader.finish()).toMatchObject({
      complete: true,
      chunks: 5,
      facts: { model: 'sandbox/echo', finishReasons: ['stop'], usage: { input: 7, output: 5 } },
    });
  });

  it('reports no usage in a stream that did not ask for it', async () => {
    const heard = await hear({ model: 'lorem', messages: MESSAGES, stream: true });
    expect(heard.bytes.toString()).not.toContain('usage');
    expect(heard.said.split(' ')).toHaveLength(32);
  });

  it('stops at the limit of tokens', async () => {
    const heard = await hear({
      model: 'lorem?tokens=50',
      messages: MESSAGES,
      max_tokens: 10,
      n: 2,
    });
    expect(openaiChat.readAnswer(heard.bytes)).toMatchObject({
      finishReasons: ['length', 'length'],
      usage: { output: 20 },
    });
  });

  it('keeps its own time', async () => {
    const heard = new Heard({
      model: 'lorem?latency_ms=200&tps=50&tokens=10',
      messages: MESSAGES,
      stream: true,
    });
    await vi.advanceTimersByTimeAsync(199);
    expect(heard.status).toBe(0);
    await vi.advanceTimersByTimeAsync(2);
    expect(heard.chunks).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(heard.chunks).toHaveLength(6);
    await vi.runAllTimersAsync();
    // The role, ten tokens, the finish reason, the end.
    expect(heard.chunks).toHaveLength(13);
    expect(heard.ended).toBe(true);
  });

  it('takes options from the body, over those in the name', async () => {
    const heard = await hear({
      model: 'lorem?tokens=5&usage=none',
      messages: MESSAGES,
      sandbox: { tokens: 3 },
    });
    const { usage } = heard.json;
    expect(usage).toBeUndefined();
    const given = {
      prompt_tokens: 1,
      completion_tokens: 2,
      prompt_tokens_details: { cached_tokens: 1 },
    };
    const other = await hear({ model: 'lorem', messages: MESSAGES, sandbox: { usage: given } });
    expect(other.json).toMatchObject({ usage: given });
  });

  it('repeats itself with a seed', async () => {
    const body = { model: 'lorem?seed=7&tokens=40', messages: MESSAGES };
    const [one, same, other] = [
      await hear(body),
      await hear(body),
      await hear({ ...body, model: 'lorem?seed=8&tokens=40' }),
    ];
    expect(one.bytes.equals(same.bytes)).toBe(true);
    expect(one.bytes.equals(other.bytes)).toBe(false);
    expect((await hear({ ...body, stream: true })).said).toBe(
      (one.json as unknown as Chat).choices[0]?.message.content,
    );
  });

  it.each([
    [429, '1'],
    [500, undefined],
  ])('fails like a provider, with %i', async (status, wait) => {
    const heard = await hear({
      model: `lorem?error_status=${status}`,
      messages: MESSAGES,
      stream: true,
    });
    expect(heard.status).toBe(status);
    expect(heard.headers['retry-after']).toBe(wait);
    expect(openaiChat.readAnswer(heard.bytes).error?.message).toContain(String(status));
  });

  it('fails as often as it is asked to', async () => {
    let failures = 0;
    for (let i = 0; i < 300; i++) {
      const messages = [{ role: 'user', content: `${i}` }];
      if ((await hear({ model: 'echo?error_rate=0.2&seed=1', messages })).status === 500)
        failures++;
    }
    expect(failures).toBeGreaterThan(30);
    expect(failures).toBeLessThan(90);
    const never = await hear(
      { model: 'echo?error_rate=0.1', messages: MESSAGES },
      {},
      undefined,
      () => 0.1,
    );
    expect(never.status).toBe(200);
  });

  it('breaks off, or sends an error event, in the middle', async () => {
    const cut = await hear({ model: 'lorem?cut_after=3', messages: MESSAGES, stream: true });
    expect(cut.ended).toBe(false);
    expect(cut.error).toMatchObject({ code: 'upstream_interrupted' });
    expect(cut.said.split(' ')).toHaveLength(3);
    const failed = await hear({ model: 'lorem?error_after=3', messages: MESSAGES, stream: true });
    expect(failed.ended).toBe(true);
    expect(failed.bytes.toString()).toMatch(/"error":.*\n\n$/);
  });

  it.each([
    ['latency_ms=500', { firstByteMs: 300 }, 300, 'first_byte'],
    ['tps=1', { idleMs: 400 }, 400, 'next_byte'],
    ['tps=10&tokens=100', { totalMs: 1_000 }, 1_000, 'total'],
  ])('%s is under the timeouts of every provider', async (options, timeouts, ms, timeout) => {
    const heard = new Heard(
      { model: `lorem?${options}`, messages: MESSAGES, stream: true },
      timeouts,
    );
    await vi.advanceTimersByTimeAsync(ms - 2);
    expect(heard.error).toBeNull();
    await vi.runAllTimersAsync();
    expect(heard.error).toBeInstanceOf(SignalboxError);
    expect(heard.error).toMatchObject({ code: 'upstream_timeout', details: { timeout } });
  });

  it('waits for a slow reader, and stops for one that left', async () => {
    const heard = new Heard({ model: 'lorem', messages: MESSAGES, stream: true });
    heard.accepts = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard.chunks).toHaveLength(1);
    heard.accepts = true;
    heard.exchange.resume();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard.ended).toBe(true);

    const left = new Heard({ model: 'lorem?tps=10', messages: MESSAGES, stream: true });
    await vi.advanceTimersByTimeAsync(500);
    const before = left.chunks.length;
    left.exchange.abort();
    await vi.runAllTimersAsync();
    expect([left.chunks.length, left.ended, left.error]).toEqual([before, false, null]);
  });

  it.each([
    [{ model: 'gpt-4o', messages: MESSAGES }, 404, 'no model "gpt-4o"'],
    [{ model: 'lorem?speed=9', messages: MESSAGES }, 400, 'speed'],
    [{ model: 'lorem?tokens=many', messages: MESSAGES }, 400, 'tokens'],
    [{ model: 'lorem', messages: MESSAGES, sandbox: 1 }, 400, 'sandbox'],
    [{ model: 'lorem' }, 400, 'messages'],
    [{ messages: MESSAGES }, 400, 'model'],
    ['{', 400, 'JSON'],
    [`{"model":"echo?seed=1","messages":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 200, ''],
  ])('answers %.60j with %i', async (body, status, says) => {
    const heard = await hear(body);
    expect(heard.status).toBe(status);
    expect(heard.bytes.toString()).toContain(JSON.stringify(says).slice(1, -1));
  });

  it('embeds a text in the same direction every time', async () => {
    const embed = async (body: object) =>
      (await hear({ model: 'lorem', ...body }, {}, '/embeddings')).json as unknown as Embeddings;
    const { data, usage } = await embed({ input: ['a cat', 'a dog', 'a cat'], dimensions: 64 });
    const vectors = data.map(({ embedding }) => embedding as number[]);
    expect(vectors.map((vector) => vector.length)).toEqual([64, 64, 64]);
    expect(vectors[0]).toEqual(vectors[2]);
    expect(vectors[0]).not.toEqual(vectors[1]);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(usage).toEqual({ prompt_tokens: 6, total_tokens: 6 });

    const base64 = await embed({ input: 'a cat', dimensions: 64, encoding_format: 'base64' });
    const bytes = Buffer.from(base64.data[0]?.embedding as string, 'base64');
    expect([...Array(64).keys()].map((i) => bytes.readFloatLE(i * 4))).toEqual(vectors[0]);
    expect((await embed({ input: [[1, 2], [3]] })).usage.prompt_tokens).toBe(3);
    expect((await hear({ model: 'lorem', input: {} }, {}, '/embeddings')).status).toBe(400);
  });

  it('lists its models', async () => {
    const heard = await hear(null, {}, '/models');
    const { data } = heard.json as unknown as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(['echo', 'lorem']);
  });
});

interface Chat {
  readonly choices: readonly { readonly message: { readonly content: string } }[];
}

interface Embeddings {
  readonly data: readonly { readonly embedding: number[] | string }[];
  readonly usage: { readonly prompt_tokens: number; readonly total_tokens: number };
}
