import { SignalboxError } from '../errors/index.ts';

/** Modes that node-postgres takes for `verify-full` today, with eight lines of warning from each process. */
const TAKEN_FOR_FULL = /([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/;

/**
 * `DATABASE_URL` as node-postgres is to have it. Throws `config_invalid` where it is none: node-postgres takes any text,
 * and connects to some host that nobody named.
 */
export function postgresUrl(databaseUrl: string): string {
  if (!/^postgres(?:ql)?:\/\//.test(databaseUrl)) throw noPostgresUrl();
  return /[?&]uselibpqcompat=true/.test(databaseUrl)
    ? databaseUrl
    : databaseUrl.replace(TAKEN_FOR_FULL, '$1verify-full');
}

export function noPostgresUrl(): SignalboxError {
  return new SignalboxError(
    'config_invalid',
    'DATABASE_URL is not the URL of a PostgreSQL database',
    'It takes postgresql://user:password@host:5432/database.',
  );
}
