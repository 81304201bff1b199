import { spawnSync } from 'node:child_process';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOOTSTRAP_KEY, System } from './harness/system.ts';

const ROOT = new URL('..', import.meta.url).pathname;
/** As in crash.test.ts. */
const ROUNDS = Number(process.env['SIGNALBOX_CRASH_ROUNDS'] ?? 2);

let system: System;
let client: OpenAI;

beforeAll(async () => {
  system = await System.start({ args: [] });
  // The engine installs itself meanwhile; the client does what it is told: 503 with retry-after.
  client = new OpenAI({
    apiKey: BOOTSTRAP_KEY,
    baseURL: `${system.gateway}/v1`,
    maxRetries: 8,
    timeout: 180_000,
  });
});
afterAll(async () => system?.[Symbol.asyncDispose]());

const question = {
  model: 'local/smollm2-135m',
  messages: [{ role: 'user' as const, content: 'What is the capital of France?' }],
  temperature: 0,
};

describe('the local model, by the unmodified client', { timeout: 240_000 }, () => {
  it('answers, for a known price of nothing', async () => {
    const { data, response } = await client.chat.completions.create(question).withResponse();
    expect(data.choices[0]?.message.content).toContain('Paris');
    expect(data.usage?.completion_tokens).toBeGreaterThan(0);
    const row = await system.trace(response.headers.get('x-request-id') ?? '');
    expect(row).toMatchObject({
      status: 'ok',
      provider: 'local',
      model: 'smollm2-135m',
      output_tokens: data.usage?.completion_tokens,
    });
    expect(Number(row['cost_usd'])).toBe(0);
  });

  it('streams to several at once', async () => {
    const texts = await Promise.all(
      [1, 2, 3].map(async () => {
        let text = '';
        for await (const part of await client.chat.completions.create({
          ...question,
          stream: true,
        }))
          text += part.choices[0]?.delta.content ?? '';
        return text;
      }),
    );
    for (const text of texts) expect(text).toContain('Paris');
  });

  it('answers in a schema', async () => {
    const { choices } = await client.chat.completions.create({
      ...question,
      max_tokens: 60,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'city',
          schema: {
            type: 'object',
            properties: { city: { type: 'string' } },
            required: ['city'],
            additionalProperties: false,
          },
        },
      },
    });
    expect(JSON.parse(choices[0]?.message.content ?? '')).toHaveProperty('city');
  });

  it('stops when the client leaves, and serves the next', async () => {
    const stream = await client.chat.completions.create({
      ...question,
      messages: [{ role: 'user', content: 'Write a long story.' }],
      max_tokens: 1_000,
      stream: true,
    });
    for await (const _ of stream) break;
    const { choices } = await client.chat.completions.create(question);
    expect(choices[0]?.message.content).toContain('Paris');
  });

  it('embeds: what means the same is nearer', async () => {
    const { data } = await client.embeddings.create({
      model: 'local/all-minilm-l6-v2',
      input: [
        'A cat sits on the mat.',
        'A kitten rests on a rug.',
        'Quarterly revenue rose by nine percent.',
      ],
    });
    const [cat, kitten, revenue] = data.map((row) => row.embedding);
    expect(cat).toHaveLength(384);
    const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
    expect(dot(cat!, kitten!)).toBeGreaterThan(0.4);
    expect(dot(cat!, revenue!)).toBeLessThan(0.2);
  });

  it('refuses what does not fit its context', async () => {
    const error = await client.chat.completions
      .create({ ...question, messages: [{ role: 'user', content: 'word '.repeat(20_000) }] })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ status: 400, code: 'context_length_exceeded' });
  });

  it('serves a file that is added while it runs, by the CLI', async () => {
    const weights = `${ROOT}models/SmolLM2-135M-Instruct-Q4_1/SmolLM2-135M-Instruct.Q4_1.gguf`;
    const added = spawnSync(
      process.execPath,
      ['server/dist/app/main.js', 'models', 'add', weights, '--name', 'mine'],
      {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, SIGNALBOX_URL: system.console, SIGNALBOX_API_KEY: BOOTSTRAP_KEY },
      },
    );
    expect({ status: added.status, err: added.stderr }).toEqual({ status: 0, err: '' });
    const answer = await client.chat.completions.create({
      ...question,
      model: 'local/mine',
      max_tokens: 5,
    });
    expect(answer.choices[0]?.message.content).toBeTruthy();
  });

  it(`is answered again after kill -9 of the engine, ${ROUNDS} times, each request once in the traces`, async () => {
    const ids: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { data, response } = await client.chat.completions
        .create({
          ...question,
          messages: [{ role: 'user', content: 'Write a long story.' }],
          max_tokens: 400,
          stream: true,
        })
        .withResponse();
      ids.push(response.headers.get('x-request-id') ?? '');
      const reading = (async () => {
        for await (const _ of data)
          for (const pid of system.pids('engine')) process.kill(pid, 'SIGKILL');
      })();
      await expect(reading).rejects.toThrow();
      const next = await client.chat.completions
        .create({ ...question, max_tokens: 5 })
        .withResponse();
      ids.push(next.response.headers.get('x-request-id') ?? '');
    }
    for (const id of ids) await system.trace(id);
    const rows = (await system.traces()).filter((row) => ids.includes(row.request_id));
    expect(rows.map((row) => row.request_id).sort()).toEqual([...ids].sort());
    expect(rows.filter((row) => row.status === 'error')).toHaveLength(ROUNDS);
  });
});
