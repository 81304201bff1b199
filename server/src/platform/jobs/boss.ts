import { type ConstructorOptions, PgBoss } from 'pg-boss';
import { type Logger, recurring } from '../log/index.ts';
import type { Database } from '../postgres/index.ts';

const SCHEMA = 'jobs';

/** pg-boss on the database's own settings, in a schema of its own; not started. */
export function createBoss(db: Database, log: Logger, options: ConstructorOptions): PgBoss {
  const { host, user, database, connectionString, application_name } = db.settings;
  const boss = new PgBoss({
    ...(connectionString === undefined
      ? { host: host ?? '', user: user ?? '', database: database ?? '' }
      : { connectionString }),
    ...(application_name === undefined ? {} : { application_name: `${application_name} jobs` }),
    schema: SCHEMA,
    max: 2,
    openTelemetry: { enabled: false },
    ...options,
  });
  boss.on('error', recurring(log, 'the jobs met an error'));
  return boss;
}
