import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { installEngine } from '../installation/install.ts';
import { type EngineApis, loadEngineApis } from '../llama-api.ts';

const REPOSITORY = dirname(fileURLToPath(new URL('../../../../../package.json', import.meta.url)));

/** Where tests keep the installed engine between runs: what a data directory's `engine` may be a link to. */
export const TEST_ENGINE_ROOT =
  process.env['SIGNALBOX_TEST_ENGINE'] ??
  join(REPOSITORY, 'node_modules', '.cache', 'signalbox-engine');

export const MODELS_FOLDER = join(REPOSITORY, 'models');

export const silentLog = pino({ level: 'silent' });

/** The real engine, installed from the registry at the first run and kept. */
export async function testEngineFolder(): Promise<string> {
  return installEngine(TEST_ENGINE_ROOT, process.env, silentLog, AbortSignal.timeout(300_000));
}

export async function testEngineApis(): Promise<EngineApis> {
  return loadEngineApis(await testEngineFolder());
}
