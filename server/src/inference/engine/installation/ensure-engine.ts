import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SignalboxError } from '../../../platform/errors/index.ts';
import type { Logger } from '../../../platform/log/index.ts';
import { engineFolder, isEngineInstalled } from '../../../platform/ml/index.ts';
import { ABOUT_BYTES, draftSize } from './draft-size.ts';
import { installEngine } from './install.ts';

type InstallationState =
  | { readonly state: 'installing'; readonly startedAtMs: number }
  | { readonly state: 'ready'; readonly folder: string }
  /** Tried again by itself; `error` is that of the last attempt. */
  | { readonly state: 'failed'; readonly error: SignalboxError };

export interface InstallationProgress {
  readonly elapsed_ms: number;
  /** On the disk so far, of about so many. */
  readonly written_bytes: number;
  readonly about_bytes: number;
}

/** The engine's installation in the background. Disposing of it ends an attempt that runs. */
export interface EngineInstallation extends AsyncDisposable {
  readonly current: InstallationState;
  /** How far it is; null where it does not run. */
  progress(): Promise<InstallationProgress | null>;
  /** The engine's folder once it is there; waits through failed attempts. Rejects with the signal's reason. */
  ready(signal: AbortSignal): Promise<string>;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Sees to it that the engine is in `dataDirectory`/engine: at once where it is there, else by installing it until that worked. */
export function ensureEngine(
  dataDirectory: string,
  log: Logger,
  options: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly install?: typeof installEngine;
    readonly firstPauseMs?: number;
  },
): EngineInstallation {
  const root = join(dataDirectory, 'engine');
  const stop = new AbortController();
  const done = Promise.withResolvers<string>();
  let current: InstallationState = isEngineInstalled(dataDirectory)
    ? { state: 'ready', folder: engineFolder(root) }
    : { state: 'installing', startedAtMs: Date.now() };

  async function untilInstalled(): Promise<void> {
    let pause = options.firstPauseMs ?? FIRST_PAUSE_MS;
    while (current.state !== 'ready') {
      try {
        const folder = await (options.install ?? installEngine)(
          root,
          options.env,
          log,
          stop.signal,
        );
        current = { state: 'ready', folder };
      } catch (error) {
        if (stop.signal.aborted) return;
        current = { state: 'failed', error: expected(error) };
        log.warn({ err: error, again_in_ms: pause }, 'the local engine is not installed');
        await delay(pause, undefined, { signal: stop.signal });
        pause = Math.min(pause * 3, LONGEST_PAUSE_MS);
      }
    }
    done.resolve(current.folder);
  }

  const running = untilInstalled().catch((error: unknown) => {
    if (!stop.signal.aborted) log.error({ err: error }, 'the installation of the engine ended');
  });
  return {
    get current() {
      return current;
    },
    async progress() {
      if (current.state !== 'installing') return null;
      return {
        elapsed_ms: Date.now() - current.startedAtMs,
        written_bytes: await draftSize(root),
        about_bytes: ABOUT_BYTES,
      };
    },
    async ready(signal) {
      signal.throwIfAborted();
      const left = Promise.withResolvers<never>();
      const leave = (): void => left.reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      try {
        return await Promise.race([done.promise, left.promise]);
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

function expected(error: unknown): SignalboxError {
  if (error instanceof SignalboxError) return error;
  return new SignalboxError(
    'engine_unavailable',
    `the local engine could not be installed: ${error instanceof Error ? error.message : String(error)}`,
    'Check that the data directory can be written and has room; it is tried again by itself.',
    { cause: error },
  );
}
