import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const PACKAGES = new URL('packages/', import.meta.url).pathname;
const run = promisify(execFile);

/**
 * The folder that holds the agents of `packages/`, installed once, by npm, at the versions of the lock file there, into the user's
 * cache folder; or why there is none. They are half a gigabyte, so that only `npm run soak -- agents` asks for them.
 */
export async function agentPackages(): Promise<
  { readonly folder: string } | { readonly missing: string }
> {
  if (process.env['SIGNALBOX_CODING_AGENTS'] !== 'run') {
    return { missing: 'they are half a gigabyte: `npm run soak -- agents` installs and runs them' };
  }
  const lock = readFileSync(join(PACKAGES, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'signalbox-e2e', `agents-${wanted.slice(0, 12)}`);
  if (existsSync(folder)) return { folder };
  const draft = `${folder}.${process.pid}`;
  mkdirSync(dirname(draft), { recursive: true });
  cpSync(PACKAGES, draft, { recursive: true });
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
  try {
    const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', options, { cwd: draft, env: { ...process.env, PATH: path } });
    renameSync(draft, folder);
    return { folder };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another run may have put them there meanwhile.
    if (existsSync(folder)) return { folder };
    return { missing: `npm cannot install them here: ${lastLines(error)}` };
  }
}

function lastLines(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split('\n').slice(-3).join(' ');
}
