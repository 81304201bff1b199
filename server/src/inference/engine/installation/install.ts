import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignalboxError } from '../../../platform/errors/index.ts';
import type { Logger } from '../../../platform/log/index.ts';
import { engineFolder, readManifest } from '../../../platform/ml/index.ts';
import { ABOUT_BYTES, DRAFT } from './draft-size.ts';
import { findNpm } from './find-npm.ts';
import { pinPlatform } from './pin-platform.ts';
import { platformPackage } from './platform-package.ts';

const LIMIT_MS = 15 * 60_000;

/**
 * Installs the engine below `root` with `npm ci` and answers with its folder. It is made beside and moved into place whole,
 * so that a folder that exists is complete; two that install at once do no harm. Throws `engine_unavailable`.
 */
export async function installEngine(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  log: Logger,
  signal: AbortSignal,
): Promise<string> {
  const manifest = readManifest();
  const target = engineFolder(root, manifest);
  if (existsSync(target)) return target;
  const platform = platformPackage(process.platform, process.arch);
  if (platform === null)
    throw unavailable(
      `there is no engine for ${process.platform} on ${process.arch}`,
      'Use a provider elsewhere, and start with --no-local-model.',
    );
  const npm = findNpm(env, process.execPath);
  if (npm === null)
    throw unavailable(
      'the local engine cannot be installed, since npm was not found',
      'Put npm on the PATH and start again.',
    );
  await mkdir(root, { recursive: true, mode: 0o700 });
  await removeAbandoned(root);
  const draft = await mkdtemp(join(root, DRAFT));
  try {
    const pinned = pinPlatform(manifest, platform);
    await writeFile(join(draft, 'package.json'), pinned.packageJson);
    await writeFile(join(draft, 'package-lock.json'), pinned.packageLock);
    const started = performance.now();
    log.info(
      { folder: target },
      `installing the local engine: about ${ABOUT_BYTES / 1e6} MB, once`,
    );
    await run(
      npm.command,
      [...npm.prefix, 'ci', '--prefix', draft, ...NPM_OPTIONS],
      draft,
      env,
      signal,
    );
    await rename(draft, target).catch(async (error: NodeJS.ErrnoException) => {
      if (!existsSync(target)) throw error;
    });
    log.info({ ms: Math.round(performance.now() - started) }, 'the local engine is installed');
    return target;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** No GPU variants (optional), no install scripts, nothing that asks more of the network than the packages. */
const NPM_OPTIONS = [
  '--omit=optional',
  '--omit=dev',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--loglevel=error',
];

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: withoutSecrets(env),
      stdio: ['ignore', 'ignore', 'pipe'],
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
    });
    child.once('error', (error) => reject(failed(error.message)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(failed(lastWords(said, code)))));
  });
}

/** npm needs its own settings, proxies and certificates; it does not need anyone's keys. */
function withoutSecrets(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(SIGNALBOX_|OPENAI_|DATABASE_URL$|CLICKHOUSE_URL$)/.test(name),
    ),
  );
}

function lastWords(said: string, code: number | null): string {
  const lines = said
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)( code)? ?/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('A complete log'));
  return lines.slice(0, 3).join('; ') || `npm ended with ${code ?? 'a signal'}`;
}

function failed(why: string): SignalboxError {
  return unavailable(
    `the local engine could not be installed: ${why}`,
    'Check that npm reaches its registry from this machine (proxy, registry setting); it is tried again by itself. Or start with --no-local-model.',
  );
}

function unavailable(what: string, next: string): SignalboxError {
  return new SignalboxError('engine_unavailable', what, next);
}

/** What an installation that was killed left behind; one that still runs is younger than its limit. */
async function removeAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(DRAFT)) continue;
    const { mtimeMs } = await stat(join(root, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > LIMIT_MS)
      await rm(join(root, name), { recursive: true, force: true });
  }
}
