import type { ChildProcess } from 'node:child_process';
import { RoleMessage, type SupervisorMessage } from '../../platform/link/ipc.ts';
import { countDeath, type RestartPolicy, restartDelay } from './restart-policy.ts';
import { type NeededRole, ROLES, type RoleName } from './roles.ts';

export interface ManagedRoleOptions {
  readonly role: RoleName;
  /** Starts a process of the role; it waits for the `start` message. */
  readonly launch: () => ChildProcess;
  /** Called with each message of the role that is for the whole. */
  readonly onNeed: (role: NeededRole) => void;
  /** Called with a line for the terminal: a death, a failure. */
  readonly onTrouble: (line: string) => void;
  readonly policy: RestartPolicy;
}

/** Why the first start of a role did not succeed. */
class RoleFailed extends Error {
  override readonly name = 'RoleFailed';
}

/** Attempts at a first start, so that a role that dies at once fails the start instead of flickering for ever. */
const FIRST_ATTEMPTS = 5;

/**
 * One role that is kept running: a death is followed by a new start, at once at first and then with growing delays.
 * A role that starts on demand rests when it exits with 0 or has failed, until it is wanted again.
 */
export class ManagedRole {
  readonly role: RoleName;
  readonly #options: ManagedRoleOptions;
  readonly #policy: RestartPolicy;
  readonly #firstReady = Promise.withResolvers<void>();
  readonly #onDemand: boolean;
  #child: ChildProcess | null = null;
  #startedAt = 0;
  #ready = false;
  #everReady = false;
  #released = false;
  #stopping = false;
  #wantedAgain = false;
  #failure: Extract<RoleMessage, { type: 'failed' }> | null = null;
  #deaths = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: ManagedRoleOptions) {
    this.role = options.role;
    this.#options = options;
    this.#policy = options.policy;
    this.#onDemand = ROLES[options.role].starts === 'needed';
    // Nobody may be waiting yet, or any more.
    this.#firstReady.promise.catch(() => undefined);
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Starts the process, which loads its code and waits. */
  prepare(): void {
    if (this.#child === null && this.#timer === null && !this.#stopping) this.#launch();
  }

  /** Lets it open its stores; resolves when it is ready for the first time, rejects with `RoleFailed` where it cannot be. */
  start(): Promise<void> {
    this.#released = true;
    this.prepare();
    const message: SupervisorMessage = {
      type: 'start',
      supervisor_started_at: new Date(performance.timeOrigin).toISOString(),
    };
    this.#child?.send(message, () => undefined);
    return this.#firstReady.promise;
  }

  /** Somebody waits for this role: starts it where it rests, or as soon as one that is about to end has. */
  want(): void {
    if (this.#child !== null && this.#ready) this.#wantedAgain = true;
    else if (this.#child === null) this.start();
  }

  /** Drains it; kills it after `graceMs`. Resolves when the process is gone. It is not started again. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const child = this.#child;
    this.#firstReady.reject(new RoleFailed(`${this.role} was stopped`));
    // One that has ended stays the child until its channel is closed as well; its exit has been told and does not come again.
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (child.connected) child.send({ type: 'drain' }, () => undefined);
    else child.kill('SIGTERM');
    const killer = setTimeout(() => {
      this.#options.onTrouble(`${this.role} did not end within ${graceMs / 1000} s: killed`);
      child.kill('SIGKILL');
    }, graceMs);
    await exited;
    clearTimeout(killer);
  }

  /** Ends it without a drain. */
  kill(): void {
    this.#stopping = true;
    this.#child?.kill('SIGKILL');
  }

  #launch(): void {
    this.#startedAt = performance.now();
    this.#ready = false;
    this.#wantedAgain = false;
    this.#failure = null;
    const child = this.#options.launch();
    this.#child = child;
    child.on('message', (raw) => this.#onMessage(raw));
    child.once('error', (error) => this.#onEnd(child, `could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      const end = (): void => this.#onEnd(child, describeExit(code, signal), code);
      // Its last message, the reason of a failure, may be read after its exit.
      if (child.connected) child.once('disconnect', end);
      else end();
    });
  }

  #onMessage(raw: unknown): void {
    const message = RoleMessage.safeParse(raw);
    if (!message.success) return;
    switch (message.data.type) {
      case 'ready':
        this.#ready = true;
        this.#everReady = true;
        this.#firstReady.resolve();
        break;
      case 'failed':
        this.#failure = message.data;
        break;
      case 'need':
        this.#options.onNeed(message.data.role);
        break;
    }
  }

  #onEnd(child: ChildProcess, how: string, code: number | null = null): void {
    if (this.#child !== child) return;
    this.#child = null;
    if (this.#stopping) return;
    const failure = this.#failure;
    const why = failure === null ? `${this.role} ${how}` : `${this.role}: ${failure.line}`;
    if (this.#onDemand && (code === 0 || failure !== null)) {
      if (failure !== null) this.#options.onTrouble(why);
      if (this.#wantedAgain) this.start();
      return;
    }
    this.#deaths = countDeath(this.#deaths, performance.now() - this.#startedAt, this.#policy);
    if (!this.#everReady && (failure?.fatal === true || this.#deaths >= FIRST_ATTEMPTS)) {
      this.#firstReady.reject(new RoleFailed(failure === null ? why : failure.line));
      return;
    }
    const delay = restartDelay(this.#deaths, this.#policy);
    const when = delay === 0 ? 'now' : `in ${(delay / 1000).toFixed(1)} s`;
    this.#options.onTrouble(`${why}; starting it again ${when}`);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#released) this.start();
      else this.prepare();
    }, delay);
  }
}

function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `ended with code ${code}` : `was killed by ${signal}`;
}
