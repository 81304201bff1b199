import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { ClientProtocol, Target } from './clients/client.ts';
import { CLIENTS } from './clients/index.ts';
import { itServes } from './clients/scenarios.ts';
import { ANTHROPIC_KEY, AnthropicHost } from './upstreams/anthropic/host.ts';
import { GEMINI_KEY, GeminiHost } from './upstreams/gemini/host.ts';
import { OPENAI_KEY, OpenAiHost } from './upstreams/openai/host.ts';

/** Unmodified clients against the hosts of the tests, no gateway between: that the hosts are what they stand for. */

const openai = new OpenAiHost();
const anthropic = new AnthropicHost();
const gemini = new GeminiHost();
const hosts = [openai, anthropic, gemini];

beforeAll(async () => {
  await Promise.all(hosts.map((host) => host.listen()));
});
afterAll(async () => {
  for (const host of hosts) await host[Symbol.asyncDispose]();
});

const TARGETS: Readonly<Record<ClientProtocol, () => Target>> = {
  'openai-chat': () => ({ origin: openai.origin, key: OPENAI_KEY, model: 'gpt-4.1' }),
  'openai-responses': () => ({ origin: openai.origin, key: OPENAI_KEY, model: 'gpt-4.1' }),
  anthropic: () => ({ origin: anthropic.origin, key: ANTHROPIC_KEY, model: 'claude-sonnet-4-5' }),
  gemini: () => ({ origin: gemini.origin, key: GEMINI_KEY, model: 'gemini-2.5-flash' }),
};

describe.each(CLIENTS)('$name', (client) => {
  itServes(client, TARGETS[client.protocol]);
});

afterAll(() => {
  expect(hosts.flatMap(({ refusals }) => refusals.map(({ message }) => message))).toEqual([]);
});
