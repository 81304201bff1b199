import { describe, expect, it } from 'vitest';
import { GenAiMetrics } from './gen-ai-metrics.ts';

type Ended = Parameters<GenAiMetrics['observe']>[0];

const ANSWERED: Ended = {
  operation: 'chat',
  provider: 'openai',
  model: 'gpt-5',
  status: 'ok',
  errorCode: null,
  totalUs: 500_000,
  ttftUs: 100_000,
  usage: { input: 7, output: 5 },
};

/**
 * Written down from the conventions (open-telemetry/semantic-conventions, docs/gen-ai/gen-ai-metrics.md, at 01d94504), as
 * OpenTelemetry's Prometheus exporter would name them: dots become underscores, the unit `s` a suffix, `{token}` none.
 */
const CONVENTIONS = {
  gen_ai_client_token_usage: {
    buckets: [
      1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
    ],
    labels: [
      'gen_ai_operation_name',
      'gen_ai_provider_name',
      'gen_ai_request_model',
      'gen_ai_token_type',
    ],
  },
  gen_ai_client_operation_duration_seconds: {
    buckets: [
      0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
    ],
    labels: ['gen_ai_operation_name', 'gen_ai_provider_name', 'gen_ai_request_model'],
  },
  gen_ai_server_time_per_output_token_seconds: {
    buckets: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5],
    labels: ['gen_ai_operation_name', 'gen_ai_provider_name', 'gen_ai_request_model'],
  },
  gen_ai_server_time_to_first_token_seconds: {
    buckets: [
      0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0,
    ],
    labels: ['gen_ai_operation_name', 'gen_ai_provider_name', 'gen_ai_request_model'],
  },
} as const;

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a scraper reads. */
function samples(metrics: GenAiMetrics): Sample[] {
  return metrics
    .text()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels, value] = /^(\w+)\{(.*)\} (\S+)$/.exec(line)!;
      const pairs = [...labels!.matchAll(/(\w+)="([^"]*)"/g)].map((pair) => [pair[1], pair[2]]);
      return { name: name!, labels: Object.fromEntries(pairs), value: Number(value) };
    });
}

function counted(metrics: GenAiMetrics, name: string): Sample[] {
  return samples(metrics).filter((sample) => sample.name === `${name}_count`);
}

const withOnly = (changes: Partial<Ended>): Ended => ({ ...ANSWERED, ...changes });

describe('the metrics of the GenAI conventions', () => {
  it.each(Object.entries(CONVENTIONS))('%s has their buckets and labels', (name, convention) => {
    const metrics = new GenAiMetrics();
    metrics.observe(ANSWERED);
    const [first] = counted(metrics, name);
    expect(Object.keys(first!.labels).sort()).toEqual([...convention.labels].sort());
    const bounds = samples(metrics)
      .filter((sample) => sample.name === `${name}_bucket`)
      .filter(({ labels }) => (labels['gen_ai_token_type'] ?? 'input') === 'input')
      .map(({ labels }) => labels['le']);
    expect(bounds).toEqual([...convention.buckets.map(String), '+Inf']);
  });

  it('measures seconds and tokens, and the time per token after the first one', () => {
    const metrics = new GenAiMetrics();
    metrics.observe(ANSWERED);
    const sums = samples(metrics).filter(({ name }) => name.endsWith('_sum'));
    expect(
      Object.fromEntries(
        sums.map(({ name, labels, value }) => [
          [name.slice(0, -4), labels['gen_ai_token_type']].filter(Boolean).join(' '),
          value,
        ]),
      ),
    ).toEqual({
      gen_ai_client_operation_duration_seconds: 0.5,
      'gen_ai_client_token_usage input': 7,
      'gen_ai_client_token_usage output': 5,
      gen_ai_server_time_to_first_token_seconds: 0.1,
      gen_ai_server_time_per_output_token_seconds: 0.1,
    });
  });

  it('names the error of what failed, and only of that', () => {
    const metrics = new GenAiMetrics();
    metrics.observe(ANSWERED);
    metrics.observe(withOnly({ status: 'error', errorCode: 'upstream_error' }));
    metrics.observe(withOnly({ status: 'aborted' }));
    const durations = counted(metrics, 'gen_ai_client_operation_duration_seconds');
    expect(durations.map(({ labels, value }) => [labels['error_type'], value])).toEqual([
      [undefined, 1],
      ['upstream_error', 1],
      ['aborted', 1],
    ]);
    for (const name of [
      'gen_ai_server_time_to_first_token_seconds',
      'gen_ai_server_time_per_output_token_seconds',
    ]) {
      expect(counted(metrics, name).map(({ value }) => value)).toEqual([1]);
    }
  });

  it('counts nothing of what is not known', () => {
    const metrics = new GenAiMetrics();
    metrics.observe(withOnly({ provider: null }));
    metrics.observe(withOnly({ status: 'interrupted', usage: null }));
    metrics.observe(withOnly({ usage: null, ttftUs: null }));
    metrics.observe(withOnly({ usage: { input: 3 } }));
    const counts = samples(metrics).filter(({ name }) => name.endsWith('_count'));
    expect(counts.map(({ name, value }) => [name.slice(0, -6), value])).toEqual([
      ['gen_ai_client_operation_duration_seconds', 2],
      ['gen_ai_client_token_usage', 1],
      ['gen_ai_server_time_to_first_token_seconds', 1],
    ]);
  });

  it('counts models that nobody answered for, and those past the two hundredth, together', () => {
    const metrics = new GenAiMetrics();
    metrics.observe(withOnly({ model: 'invented', status: 'error', errorCode: 'upstream_error' }));
    for (let i = 0; i < 300; i++) metrics.observe(withOnly({ model: `model-${i}` }));
    metrics.observe(withOnly({ model: 'model-0', status: 'aborted' }));
    const durations = counted(metrics, 'gen_ai_client_operation_duration_seconds');
    const models = new Set(durations.map(({ labels }) => labels['gen_ai_request_model']));
    expect(models.size).toBe(200);
    expect(models).toContain('_OTHER');
    expect(models).not.toContain('invented');
    const total = durations.reduce((sum, { value }) => sum + value, 0);
    expect(total).toBe(302);
    const left = durations.find(({ labels }) => labels['error_type'] === 'aborted');
    expect(left?.labels['gen_ai_request_model']).toBe('model-0');
  });

  it('puts the labels that all series share before the others', () => {
    const metrics = new GenAiMetrics({ gateway: 'g1' });
    metrics.observe(ANSWERED);
    expect(samples(metrics).every(({ labels }) => labels['gateway'] === 'g1')).toBe(true);
  });
});
