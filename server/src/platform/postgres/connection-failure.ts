import { SignalboxError } from '../errors/index.ts';
import { noPostgresUrl } from './database-url.ts';

/** Classes of what a server refuses that is there: who comes, and a database that it has not. */
const REFUSED = /^(?:28|3D)/;
const CERTIFICATE = /CERT|UNABLE_TO_/;

/** Why no first connection could be made, as what the operator can do about it. `databaseUrl` null: the embedded server. */
export function connectionFailure(error: Error, databaseUrl: string | null): SignalboxError {
  const code = String((error as NodeJS.ErrnoException).code);
  if (databaseUrl !== null && code === 'ERR_INVALID_URL') return noPostgresUrl();
  if (databaseUrl !== null && REFUSED.test(code)) {
    return new SignalboxError(
      'config_invalid',
      `PostgreSQL refuses the connection: ${error.message}`,
      'Check the user, the password and the database in DATABASE_URL, and that the server lets them in (pg_hba.conf).',
      { cause: error },
    );
  }
  if (databaseUrl !== null && CERTIFICATE.test(code)) {
    return new SignalboxError(
      'config_invalid',
      `the certificate of the PostgreSQL server is not trusted (${code})`,
      'Name its authority with --ca-file; or connect unchecked, with ?sslmode=no-verify in DATABASE_URL.',
      { cause: error },
    );
  }
  return new SignalboxError(
    'store_failed',
    `PostgreSQL does not answer: ${error.message}`,
    databaseUrl === null
      ? 'The embedded one is started by `signalbox serve`.'
      : 'Check DATABASE_URL, and that the server is running.',
    { cause: error },
  );
}
