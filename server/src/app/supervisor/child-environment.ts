import { OPTIONS, PROVIDER_KEYS, variablesOf } from '../../platform/config/index.ts';
import type { RoleName } from './roles.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Which role is given which secret: nothing more than it needs to do its work. */
const SECRETS_OF: Readonly<Record<RoleName, readonly (keyof typeof OPTIONS)[]>> = {
  control: ['secretKey', 'bootstrapKey', 'databaseUrl', ...PROVIDER_KEYS],
  telemetry: ['databaseUrl', 'clickhouseUrl'],
  gateway: ['httpsProxy', 'httpProxy'],
  // For npm, which installs the llama engine.
  engine: ['httpsProxy', 'httpProxy'],
  worker: ['databaseUrl'],
};

/** Settings of libpq (PGHOST, PGPASSWORD …), which node-postgres reads too. */
const LIBPQ = /^PG[A-Z]+$/;

/** The environment of a child: the supervisor's own without the secrets of others. */
export function childEnvironment(role: RoleName, own: Environment): Record<string, string> {
  const secret = new Set(
    Object.values(OPTIONS).flatMap((option) => ('secret' in option ? variablesOf(option) : [])),
  );
  const granted = new Set(SECRETS_OF[role].flatMap((name) => variablesOf(OPTIONS[name])));
  // For a server of the operator's they may be what makes it reachable; for the embedded one they can only mislead.
  const libpq = granted.has('DATABASE_URL') && (own['DATABASE_URL'] ?? '') !== '';
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue;
    if (secret.has(name) && !granted.has(name)) continue;
    if (LIBPQ.test(name) && !libpq) continue;
    env[name] = value;
  }
  // Reaches npm, too, where the engine installs itself.
  const caFile = own['SIGNALBOX_CA_FILE'] ?? '';
  if (caFile !== '') env['NODE_EXTRA_CA_CERTS'] ??= caFile;
  // Four slow queries of chDB fill the default pool and stop every file operation of the process.
  if (role === 'telemetry') env['UV_THREADPOOL_SIZE'] = own['UV_THREADPOOL_SIZE'] ?? '16';
  return env;
}
