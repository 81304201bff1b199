import { describe, expect, it } from 'vitest';
import { unionOf } from './known-models.ts';
import type { Model, ModelUsage } from './schema.ts';

const model = (provider: string, name: string): Model => ({
  id: `${provider}/${name}`,
  provider,
  name,
  task: null,
  context_tokens: null,
  local: false,
  self_hosted: false,
  local_state: null,
  price: null,
  sources: ['stored'],
  usage: null,
});
const usage: ModelUsage = {
  requests: 7,
  errors: 1,
  input_tokens: 70,
  output_tokens: 14,
  cost_usd: '0.100000000000',
  priced_requests: 6,
  total_ms_mean: 120,
  total_ms: { p50: 100, p95: 200, p99: 300 },
  ttft_ms: null,
};
const stored = [model('openai', 'gpt-5'), model('openai', 'gpt-5-mini')];

describe('the models that are known', () => {
  it('are those of the lists, of the providers themselves and of the requests, each once', () => {
    const found = unionOf(
      {
        stored,
        live: ['groq/llama/70b'],
        used: [
          { provider: 'gone', name: 'old', usage },
          { provider: 'openai', name: 'gpt-5', usage },
          { provider: 'groq', name: 'llama/70b', usage },
        ],
      },
      ['groq', 'openai'],
      model,
    );
    expect(found.map(({ id, sources, usage: of }) => [id, sources, of?.requests])).toEqual([
      ['groq/llama/70b', ['live', 'used'], 7],
      ['openai/gpt-5', ['stored', 'used'], 7],
      ['openai/gpt-5-mini', ['stored'], 0],
      ['gone/old', ['used'], 7],
    ]);
  });

  it('have no figures where nobody could say them, which is not zero', () => {
    const found = unionOf({ stored, live: null, used: null }, ['openai'], model);
    expect(found.map(({ sources, usage: of }) => [sources, of])).toEqual([
      [['stored'], null],
      [['stored'], null],
    ]);
  });
});
