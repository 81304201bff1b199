import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../../platform/config/index.ts';
import type { RoleCommand } from './launch-role.ts';
import type { PostgresProcess } from './managed-postgres.ts';
import { Supervisor } from './supervisor.ts';
import { type ReadyFacts, readyText, type Terminal } from './terminal.ts';

export interface ServeOptions {
  readonly config: Config;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly command: RoleCommand;
  readonly launchPostgres: ((dataDirectory: string) => Promise<PostgresProcess>) | null;
  /** Whether the local engine still has to be installed. */
  readonly engineMissing: () => boolean;
  readonly terminal: Terminal;
  /** A person is looking at the output. */
  readonly interactive: boolean;
}

/** A Ctrl-C can arrive twice at once, from the terminal and from a wrapper; only a later one means "now". */
const SAME_SIGNAL_MS = 1_000;

/** Starts everything, says so, and runs until a signal; resolves when every process has ended. Rejects where it cannot start. */
export async function serve(options: ServeOptions): Promise<void> {
  const { terminal } = options;
  const started = performance.now();
  const config = { ...options.config, data: resolve(options.config.data) };
  const { launchPostgres } = options;
  const keyFile = join(config.data, 'bootstrap.key');
  const keyIsOld = existsSync(keyFile);
  const supervisor = new Supervisor({
    ...options,
    config,
    launchPostgres: launchPostgres === null ? null : () => launchPostgres(config.data),
  });
  using signals = listenForStop(() => {
    terminal.warn('ending at once; what was answered is kept');
    supervisor.kill();
  });
  try {
    terminal.say(`Starting Signalbox on ${config.data}`);
    await Promise.race([supervisor.start(), signals.stop]);
    if (!signals.asked) {
      const installing = config.localModel && options.engineMissing();
      // Installs in the background; later starts leave it to the first request.
      if (installing) supervisor.want('engine');
      const show = options.interactive && !keyIsOld && existsSync(keyFile);
      terminal.say(
        readyText({
          config,
          keyFile,
          shownKey: show ? readFileSync(keyFile, 'utf8').trim() : null,
          ownerLink: ownerLinkOf(config.data, options.interactive),
          installing,
          seconds: (performance.now() - started) / 1000,
        }),
      );
      await signals.stop;
    }
    terminal.say('Stopping: finishing what is in flight (Ctrl-C again ends it at once)');
  } finally {
    const since = performance.now();
    await supervisor.stop();
    if (signals.asked)
      terminal.say(`Stopped after ${((performance.now() - since) / 1000).toFixed(1)} s`);
  }
}

/** Control has written the file before it was ready, if there is no owner. */
function ownerLinkOf(data: string, interactive: boolean): ReadyFacts['ownerLink'] {
  const file = join(data, 'owner-link');
  if (!existsSync(file)) return null;
  return { file, shown: interactive ? readFileSync(file, 'utf8').trim() : null };
}

interface StopSignals extends Disposable {
  readonly asked: boolean;
  /** Resolves at the first signal. */
  readonly stop: Promise<void>;
}

function listenForStop(onSecond: () => void): StopSignals {
  const { promise, resolve: ask } = Promise.withResolvers<void>();
  let askedAt: number | null = null;
  const onSignal = (): void => {
    if (askedAt === null) {
      askedAt = performance.now();
      ask();
    } else if (performance.now() - askedAt > SAME_SIGNAL_MS) onSecond();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, onSignal);
  return {
    get asked() {
      return askedAt !== null;
    },
    stop: promise,
    [Symbol.dispose]: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
