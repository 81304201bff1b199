import type { Config } from '../platform/config/index.ts';
import { ERROR_CODES, SignalboxError } from '../platform/errors/index.ts';
import { type RoleMessage, SupervisorMessage } from '../platform/link/ipc.ts';
import { createLogger, type Logger } from '../platform/log/index.ts';
import { isLostOutput } from './lost-output.ts';
import type { RunningRole, StartRole } from './roles/role.ts';

/** Roles drain within 10 s; one that has not after this long is given up on. */
const DRAIN_LIMIT_MS = 14_000;
/** A Ctrl-C can arrive twice at once, from the terminal and from a wrapper; only a later one means "now". */
const SAME_SIGNAL_MS = 1_000;

export interface RunRoleOptions {
  readonly role: string;
  readonly config: Config;
  /** Loads the role's code: done while the supervisor still brings up what the role depends on. */
  readonly load: () => Promise<StartRole>;
  /** Takes note of this process before it opens anything; disposed of when the role has ended. */
  readonly register: () => Disposable;
}

/**
 * Runs one role until it is told to stop; resolves with the exit code of the process: 0 after a drain, 1 where it could
 * not start, met a bug, or did not drain in time. Without a supervisor, a failed start rejects instead.
 *
 * Under a supervisor (a process with a message channel) it waits for `start`, reports `ready` or `failed`, and drains on
 * `drain`. When the supervisor goes away, a gateway that serves goes on serving, since its spool keeps what telemetry
 * cannot take; everything else drains, since a new supervisor starts its own. SIGTERM and SIGINT drain in every case.
 */
export async function runRole(options: RunRoleOptions): Promise<number> {
  process.title = `signalbox ${options.role}`;
  using _registered = options.register();
  return await new Life(options).ended;
}

class Life {
  readonly #options: RunRoleOptions;
  readonly #log: Logger;
  readonly #supervised = process.send !== undefined;
  readonly #ended = Promise.withResolvers<number>();
  readonly #allowed = Promise.withResolvers<string | null>();
  #phase: 'loading' | 'starting' | 'running' = 'loading';
  #running: RunningRole | null = null;
  #drainingSince: number | null = null;
  readonly #stopping = new AbortController();

  constructor(options: RunRoleOptions) {
    this.#options = options;
    this.#log = createLogger(options.config, options.role);
    this.#listen();
    if (!this.#supervised) this.#allowed.resolve(null);
    this.#start().catch((error: unknown) => this.#failed(error));
  }

  get ended(): Promise<number> {
    return this.#ended.promise;
  }

  async #start(): Promise<void> {
    const start = await this.#options.load();
    const supervisorStartedAt = await this.#allowed.promise;
    this.#phase = 'starting';
    this.#running = await start({
      config: this.#options.config,
      log: this.#log,
      need: (role) => tell({ type: 'need', role }),
      supervisorStartedAt,
      stopping: this.#stopping.signal,
    });
    this.#phase = 'running';
    // Asked to drain, or left alone, while it started.
    if (this.#drainingSince !== null) return await this.#finish(this.#running);
    tell({ type: 'ready' });
    this.#log.info('ready');
    const { done } = this.#running;
    if (done === undefined) return;
    await done;
    this.#drain('it has nothing to do');
  }

  #listen(): void {
    process.on('message', (raw) => {
      const message = SupervisorMessage.safeParse(raw);
      if (!message.success) return;
      if (message.data.type === 'start') this.#allowed.resolve(message.data.supervisor_started_at);
      else this.#drain('the supervisor asks for it');
    });
    process.on('disconnect', () => {
      if (this.#options.role === 'gateway' && this.#phase === 'running') {
        this.#log.warn('the supervisor is gone; serving on until a new one asks for the drain');
      } else this.#drain('the supervisor is gone');
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        const since = this.#drainingSince;
        if (since !== null && performance.now() - since > SAME_SIGNAL_MS) this.#ended.resolve(1);
        this.#drain(signal);
      });
    }
    process.on('uncaughtException', (error) => {
      if (isLostOutput(error)) {
        // The terminal or pipe of standard error is gone. A gateway that serves on without a supervisor outlives that.
        this.#log.level = 'silent';
        return;
      }
      this.#log.fatal({ err: error }, 'a bug: this process ends');
      this.#ended.resolve(1);
    });
    // Only its supervisor's terminal was closed; what follows from that is the supervisor's decision.
    if (this.#supervised) process.on('SIGHUP', () => undefined);
    // It may have died before there was a listener.
    if (this.#supervised && !process.connected) this.#drain('the supervisor is gone');
  }

  #drain(why: string): void {
    if (this.#drainingSince !== null) return;
    this.#drainingSince = performance.now();
    this.#log.info({ why }, 'draining');
    setTimeout(() => {
      this.#log.error({ limit_ms: DRAIN_LIMIT_MS }, 'did not drain in time: this process ends');
      this.#ended.resolve(1);
    }, DRAIN_LIMIT_MS).unref();
    if (this.#running !== null) {
      this.#finish(this.#running).catch((error: unknown) => this.#failed(error));
    } else if (this.#phase === 'loading') this.#ended.resolve(0);
    this.#stopping.abort();
  }

  async #finish(running: RunningRole): Promise<void> {
    await running.drain();
    this.#log.info('ended');
    this.#ended.resolve(0);
  }

  #failed(error: unknown): void {
    if (this.#stopping.signal.aborted && error === this.#stopping.signal.reason) {
      this.#log.info('ended before it served');
      this.#ended.resolve(0);
      return;
    }
    if (!(error instanceof SignalboxError)) this.#log.error({ err: error }, 'failed');
    if (!this.#supervised) {
      this.#ended.reject(error);
      return;
    }
    const expected = error instanceof SignalboxError;
    const line = expected ? error.toLine() : error instanceof Error ? error.message : String(error);
    const fatal = expected && !ERROR_CODES[error.code].retryable;
    if (!tell({ type: 'failed', line, fatal }, () => this.#ended.resolve(1))) {
      this.#ended.resolve(1);
    }
  }
}

/** Sends to the supervisor; false where none is connected. `sent` is called when it has left this process. */
function tell(message: RoleMessage, sent: () => void = () => undefined): boolean {
  if (process.send === undefined || !process.connected) return false;
  process.send(message, undefined, undefined, sent);
  return true;
}
