import { expect, it } from 'vitest';
import { OPTIONS, PROVIDER_KEYS, variablesOf } from '../../platform/config/index.ts';
import { childEnvironment } from './child-environment.ts';
import type { RoleName } from './roles.ts';

const own = {
  PATH: '/bin',
  NO_PROXY: 'inside',
  HTTPS_PROXY: 'http://u:p@proxy',
  https_proxy: 'http://u:p@lower',
  SIGNALBOX_SECRET_KEY: 'master',
  SIGNALBOX_BOOTSTRAP_KEY: 'owner',
  OPENAI_API_KEY: 'provider',
  GEMINI_API_KEY: 'provider 2',
  GOOGLE_API_KEY: 'provider 3',
  DATABASE_URL: 'postgres://u:p@h/d',
  CLICKHOUSE_URL: 'http://u:p@h',
  PGPASSWORD: 'libpq',
};
const values = (role: RoleName, env: Record<string, string> = own) =>
  Object.values(childEnvironment(role, env)).sort();

it.each([
  [
    'control',
    [
      ...['master', 'owner', 'provider', 'provider 2', 'provider 3'],
      ...['postgres://u:p@h/d', 'libpq'],
    ],
  ],
  ['telemetry', ['postgres://u:p@h/d', 'http://u:p@h', 'libpq', '16']],
  ['gateway', ['http://u:p@proxy', 'http://u:p@lower']],
  ['engine', ['http://u:p@proxy', 'http://u:p@lower']],
] as const)('gives %s only the secrets that it needs', (role, secrets) => {
  expect(values(role)).toEqual(['/bin', 'inside', ...secrets].sort());
});

it('keeps settings of libpq from the embedded PostgreSQL', () => {
  const env = childEnvironment('control', { PATH: '/bin', PGHOST: 'elsewhere', PGPORT: '1' });
  expect(env).toEqual({ PATH: '/bin' });
});

it('gives telemetry threads enough for slow queries, more where the operator says so', () => {
  expect(childEnvironment('telemetry', {})['UV_THREADPOOL_SIZE']).toBe('16');
  expect(childEnvironment('telemetry', { UV_THREADPOOL_SIZE: '64' })['UV_THREADPOOL_SIZE']).toBe(
    '64',
  );
});

it('lets every role trust the same authorities', () => {
  const given = { NODE_EXTRA_CA_CERTS: '/node.pem', SIGNALBOX_CA_FILE: '/own.pem' };
  expect(childEnvironment('gateway', given)).toEqual(given);
  expect(childEnvironment('engine', { SIGNALBOX_CA_FILE: '/own.pem' })).toEqual({
    SIGNALBOX_CA_FILE: '/own.pem',
    NODE_EXTRA_CA_CERTS: '/own.pem',
  });
});

it('keeps every credential of a provider from all but the one that stores it', () => {
  const keys = PROVIDER_KEYS.flatMap((name) => variablesOf(OPTIONS[name]));
  const env = Object.fromEntries(keys.map((name) => [name, `sk of ${name}`]));
  for (const role of ['telemetry', 'gateway', 'engine', 'worker'] as const)
    expect(JSON.stringify(childEnvironment(role, env))).not.toContain('sk of');
  expect(Object.keys(childEnvironment('control', env))).toEqual(keys);
  const secrets = Object.entries(OPTIONS).filter(
    ([name, option]) => /ApiKey$|^aws/.test(name) && 'secret' in option && option.secret,
  );
  expect(secrets.map(([name]) => name).toSorted()).toEqual([...PROVIDER_KEYS].toSorted());
});
