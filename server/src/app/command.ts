import { join, resolve } from 'node:path';
import {
  type Config,
  describeOptions,
  loadConfig,
  requireData,
  toArguments,
} from '../platform/config/index.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import { isEngineInstalled } from '../platform/ml/index.ts';
import { trustCaFile } from '../platform/tls/index.ts';
import { outliveOutput } from './lost-output.ts';
import type { StartRole } from './roles/role.ts';

/** Runs one command line and answers with its exit code: 0, 1 for a failure, 2 for a wrong option. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === 'serve') return await runServe(rest);
    const { runCli } = await import('./cli/index.ts');
    return await runCli(args);
  } catch (error) {
    process.stderr.write(`signalbox: ${describe(error)}\n`);
    return error instanceof SignalboxError && error.code === 'config_invalid' ? 2 : 1;
  }
}

async function runServe(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`signalbox serve [options]\n\n${describeOptions()}\n`);
    return 0;
  }
  const given = loadConfig(args, process.env);
  const config = { ...given, data: resolve(requireData(given)) };
  if (config.caFile !== null) trustCaFile(config.caFile);
  return config.role === 'all'
    ? await runSupervisor(config, args)
    : await runOneRole(config, config.role);
}

async function runSupervisor(config: Config, args: readonly string[]): Promise<number> {
  const { openTerminal, serve } = await import('./supervisor/index.ts');
  const { createLogger } = await import('../platform/log/index.ts');
  process.title = 'signalbox';
  const logLevel = levelFor(config, args);
  const log = createLogger({ logLevel }, 'supervisor');
  // Its death would leave PostgreSQL and the gateways to themselves.
  outliveOutput(log);
  await serve({
    config,
    env: process.env,
    command: (role) => [
      join(import.meta.dirname, `main${import.meta.filename.slice(-3)}`),
      'serve',
      ...toArguments({ ...config, role, logLevel }),
    ],
    launchPostgres:
      config.databaseUrl === null
        ? async (dataDirectory) => {
            const { startEmbeddedPostgres } = await import(
              '../platform/postgres/embedded/index.ts'
            );
            return await startEmbeddedPostgres(dataDirectory, log);
          }
        : null,
    engineMissing: () => !isEngineInstalled(config.data),
    terminal: openTerminal(process.stdout, process.stderr),
    interactive: process.stdout.isTTY === true,
  });
  return 0;
}

/** A person at a terminal reads what we say to them; the roles' log lines come in between only when something is wrong. */
function levelFor(config: Config, args: readonly string[]): Config['logLevel'] {
  const asked =
    (process.env['SIGNALBOX_LOG_LEVEL'] ?? '') !== '' ||
    args.some((arg) => arg.startsWith('--log-level'));
  return process.stderr.isTTY === true && !asked ? 'warn' : config.logLevel;
}

const ROLES: Readonly<Record<Exclude<Config['role'], 'all'>, () => Promise<StartRole>>> = {
  control: async () => (await import('./roles/control.ts')).start,
  telemetry: async () => (await import('./roles/telemetry.ts')).start,
  gateway: async () => (await import('./roles/gateway.ts')).start,
  engine: async () => (await import('./roles/engine.ts')).start,
  worker: async () => (await import('./roles/worker.ts')).start,
};

async function runOneRole(config: Config, role: Exclude<Config['role'], 'all'>): Promise<number> {
  const { runRole } = await import('./run-role.ts');
  const { prepareDataDirectory } = await import('./supervisor/data-directory.ts');
  const { registerProcess } = await import('./supervisor/run-files.ts');
  const { prepareSocketDirectory } = await import('../platform/link/paths.ts');
  return await runRole({
    role,
    config,
    load: ROLES[role],
    register: () => {
      // Under a supervisor, so that its successor finds this process; a role started by hand is its starter's concern.
      if (process.send !== undefined) return registerProcess(config.data, role);
      prepareDataDirectory(config.data);
      prepareSocketDirectory(config.data);
      return { [Symbol.dispose]: () => undefined };
    },
  });
}

/** Everything expected is one line; a bug keeps its stack. */
function describe(error: unknown): string {
  if (error instanceof SignalboxError) return error.toLine();
  if (error instanceof Error && error.name === 'RoleFailed') return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
