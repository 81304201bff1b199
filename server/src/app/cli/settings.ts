import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, requireData } from '../../platform/config/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where the API is: `--url`, SIGNALBOX_URL, or the console port of this machine. */
export function baseUrlOf(flag: string | undefined, env: Env): string {
  const given = flag ?? env['SIGNALBOX_URL'];
  if (given !== undefined && given !== '') {
    if (!URL.canParse(given) || !/^https?:/.test(given)) {
      throw new SignalboxError(
        'config_invalid',
        `"${given}" is not the URL of a Signalbox`,
        'Give one such as http://127.0.0.1:4101.',
      );
    }
    return given;
  }
  const { host, consolePort } = loadConfig([], env);
  // Listening on every address does not mean that "every address" can be called.
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${consolePort}`;
}

/** The key to call with: SIGNALBOX_API_KEY, SIGNALBOX_BOOTSTRAP_KEY, or the file that the first start wrote. */
export function keyOf(dataFlag: string | undefined, env: Env): string {
  for (const name of ['SIGNALBOX_API_KEY', 'SIGNALBOX_BOOTSTRAP_KEY']) {
    const value = env[name];
    if (value !== undefined && value !== '') return value;
  }
  const data = requireData(loadConfig(dataFlag === undefined ? [] : ['--data', dataFlag], env));
  const path = join(data, 'bootstrap.key');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'is not there' : 'cannot be read';
    throw new SignalboxError(
      'key_missing',
      `no key is set and ${path} ${why}`,
      'Set SIGNALBOX_API_KEY to a management key, or give the data directory with --data.',
    );
  }
}
