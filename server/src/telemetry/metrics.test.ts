import { expect, it } from 'vitest';
import { TelemetryMetrics } from './metrics.ts';
import { requestEnd } from './testing/records.ts';

it('counts the times of failures apart from those of answers', async () => {
  const metrics = new TelemetryMetrics();
  const of = { ttft_us: 100_000, total_us: 500_000, usage: { input: 1, output: 5 } };
  metrics.observe(requestEnd(of));
  metrics.observe(requestEnd({ ...of, status: 'error', error_code: 'upstream_error' }));
  metrics.observe(requestEnd({ ...of, status: 'aborted' }));
  metrics.observe(requestEnd({ ...of, status: 'interrupted' }));
  const lines = (await metrics.text()).split('\n');
  const counts = (name: string) => lines.filter((line) => line.startsWith(`${name}_count`));
  const durations = counts('gen_ai_client_operation_duration_seconds');
  expect(durations).toHaveLength(3);
  expect(durations.filter((line) => line.endsWith(' 1'))).toHaveLength(3);
  expect(durations.filter((line) => line.includes('error_type="aborted"'))).toHaveLength(1);
  expect(durations.filter((line) => line.includes('error_type="upstream_error"'))).toHaveLength(1);
  for (const name of [
    'gen_ai_server_time_to_first_token_seconds',
    'gen_ai_server_time_per_output_token_seconds',
  ]) {
    expect(counts(name).map((line) => line.split(' ').at(-1))).toEqual(['1']);
  }
});

it('counts by the rules that the gateway has', async () => {
  const metrics = new TelemetryMetrics();
  const failed = { status: 'error', error_code: 'upstream_error' } as const;
  metrics.observe(requestEnd({ model: 'invented', requested_model: 'invented', ...failed }));
  // Refused before it was sent anywhere: not an operation of a model.
  metrics.observe(requestEnd({ provider: null, model: null, ...failed }));
  metrics.observe(requestEnd({ model: 'gpt-5' }));
  const durations = (await metrics.text())
    .split('\n')
    .filter((line) => line.startsWith('gen_ai_client_operation_duration_seconds_count'));
  expect(durations).toHaveLength(2);
  expect(durations[0]).toContain('gen_ai_request_model="_OTHER",error_type="upstream_error"');
  expect(durations[1]).toContain('gen_ai_request_model="gpt-5"} 1');
});
