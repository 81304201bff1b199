import { pino } from 'pino';
import type { Config } from '../config/index.ts';

export type { Logger } from 'pino';
export { recurring } from './recurring.ts';

/** Members whose values are never written, at any depth up to three. */
const SECRET_NAMES = [
  'authorization',
  'password',
  'secret',
  'token',
  'api_key',
  'apiKey',
  'credential',
  'cookie',
  'key_secret',
  'x-api-key',
];
const paths = SECRET_NAMES.flatMap((name) => {
  const member = /^[a-zA-Z_]+$/.test(name) ? `.${name}` : `["${name}"]`;
  return [member.replace(/^\./, ''), `*${member}`, `*.*${member}`];
});

/** A logger of one role: JSON lines on standard error, secrets redacted by name. */
export function createLogger(
  config: Pick<Config, 'logLevel'>,
  role: string,
): import('pino').Logger {
  return pino(
    {
      level: config.logLevel,
      base: { role, pid: process.pid },
      redact: { paths, censor: '[redacted]' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
