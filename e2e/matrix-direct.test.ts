import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anthropic } from './matrix/anthropic.ts';
import { FEATURES } from './matrix/features.ts';
import { gemini } from './matrix/gemini.ts';
import type { Line } from './matrix/line.ts';
import { openaiChat } from './matrix/openai-chat.ts';
import { openaiResponses } from './matrix/openai-responses.ts';
import { ANTHROPIC_KEY, AnthropicHost } from './upstreams/anthropic/host.ts';
import { GEMINI_KEY, GeminiHost } from './upstreams/gemini/host.ts';
import { OPENAI_KEY, OpenAiHost } from './upstreams/openai/host.ts';

/** The checks of the matrix without a gateway, each client on a host of its own protocol: that the checks are right. */

const openai = new OpenAiHost();
const ant = new AnthropicHost();
const google = new GeminiHost();
const hosts = [openai, ant, google];

beforeAll(async () => {
  await Promise.all(hosts.map((host) => host.listen()));
});
afterAll(async () => {
  for (const host of hosts) await host[Symbol.asyncDispose]();
});

const OPENAI = { host: openai, key: OPENAI_KEY, model: 'gpt-4.1', thinkingModel: 'gpt-5.4' };
const LINES: readonly Omit<Line, 'origin'>[] = [
  { client: openaiChat, ...OPENAI },
  { client: openaiResponses, ...OPENAI },
  {
    client: anthropic,
    host: ant,
    key: ANTHROPIC_KEY,
    model: 'claude-sonnet-4-6',
    thinkingModel: 'claude-sonnet-4-6',
  },
  {
    client: gemini,
    host: google,
    key: GEMINI_KEY,
    model: 'gemini-2.5-flash',
    thinkingModel: 'gemini-3-pro-preview',
  },
];

describe.each(LINES)('$client.name', (line) => {
  const rows = FEATURES.filter(({ name }) => line.client.cannotAsk[name] === undefined);
  it.each(rows)('$name', async ({ check }) => {
    await check({ ...line, origin: line.host.origin }, new Set());
    expect(line.host.refusals).toEqual([]);
  });
});
