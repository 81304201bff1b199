import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const REQUIREMENTS = new URL('python/requirements.txt', import.meta.url).pathname;
const run = promisify(execFile);

/**
 * The interpreter of a virtual environment that holds the packages of `requirements.txt`, made once, in the user's cache
 * folder; or why there is none. What runs in it takes minutes, so that only `npm run soak` asks for it.
 */
export async function pythonEnvironment(): Promise<
  { readonly python: string } | { readonly missing: string }
> {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'signalbox-e2e', `python-${wanted.slice(0, 12)}`);
  const python = join(folder, 'bin', 'python');
  if (process.env['SIGNALBOX_PYTHON_CLIENTS'] !== 'run') {
    return { missing: 'they take ten minutes: `npm run soak -- clients` runs them' };
  }
  if (existsSync(join(folder, 'ready'))) return { python };
  try {
    await run('python3', ['-c', 'import sys, venv; assert sys.version_info >= (3, 11)']);
  } catch {
    return { missing: 'there is no python3 of 3.11 or newer here' };
  }
  // A virtual environment knows its own path, so it is made where it stays and marked when it is whole.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  await run('python3', ['-m', 'venv', folder]);
  const options = ['--quiet', '--disable-pip-version-check', '--no-input', '-r', REQUIREMENTS];
  await run(python, ['-m', 'pip', 'install', ...options], { maxBuffer: 64 << 20 });
  writeFileSync(join(folder, 'draft'), '');
  renameSync(join(folder, 'draft'), join(folder, 'ready'));
  return { python };
}
