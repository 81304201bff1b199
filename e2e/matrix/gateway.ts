import { System } from '../harness/system.ts';
import type { Providers } from './providers.ts';

/** One real server that has every provider of the matrix, and a key of a project that wants dropped what cannot be carried. */
export async function startGateway({
  columns,
  env,
}: Providers): Promise<{ system: System; droppingKey: string }> {
  const system = await System.start({ env });
  const post = <T>(path: string, body: object, headers: Record<string, string> = {}) =>
    system.management<T>(path, { method: 'POST', body: JSON.stringify(body), headers });
  const { id } = await post<{ id: string }>('/api/v1/projects', {
    name: 'dropping',
    on_unsupported: 'drop',
  });
  const ofDropping = { 'x-signalbox-project': id };
  for (const { name, settings } of columns) {
    await post('/api/v1/providers', { name, ...settings() });
    await post('/api/v1/providers', { name, ...settings() }, ofDropping);
  }
  const { key } = await post<{ key: string }>(
    '/api/v1/keys',
    { name: 'dropping', environment: 'production' },
    ofDropping,
  );
  return { system, droppingKey: key };
}
