import { resolve } from 'node:path';
import type { Config } from '../../platform/config/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
// Past the index, whose client loads an HTTP stack: every role waits for this process to come up.
import { loadLinkKey } from '../../platform/link/auth.ts';
import { prepareSocketDirectory } from '../../platform/link/paths.ts';
import { acquireDirectoryLock } from '../../platform/lock/index.ts';
import { prepareDataDirectory } from './data-directory.ts';
import { launchRole, type RoleCommand } from './launch-role.ts';
import { stopLeftovers } from './leftovers.ts';
import { ManagedPostgres, type PostgresProcess } from './managed-postgres.ts';
import { ManagedRole } from './managed-role.ts';
import { probePort } from './ports.ts';
import { DEFAULT_POLICY, type RestartPolicy } from './restart-policy.ts';
import {
  drainStages,
  type NeededRole,
  ROLE_NAMES,
  ROLES,
  type RoleName,
  rolesThatStart,
} from './roles.ts';
import { registerProcess } from './run-files.ts';
import type { Terminal } from './terminal.ts';

export interface SupervisorOptions {
  readonly config: Config;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly command: RoleCommand;
  /** Null: the database is a server of the operator's. */
  readonly launchPostgres: (() => Promise<PostgresProcess>) | null;
  readonly terminal: Terminal;
  /** Longest time that a role has to drain before it is killed, ms. */
  readonly graceMs?: number;
  readonly restarts?: RestartPolicy;
}

/** A little longer than the limit that a role sets itself, so that a kill is for what hangs. */
const GRACE_MS = 15_000;
const WAITING_NOTICE_MS = 10_000;

/**
 * Holds the data directory and no store: starts PostgreSQL and the roles, keeps them running, and ends them in the
 * order in which nothing is lost.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #config: Config;
  readonly #terminal: Terminal;
  readonly #postgres: ManagedPostgres | null;
  readonly #byRole: ReadonlyMap<RoleName, readonly ManagedRole[]>;
  readonly #held = new DisposableStack();
  #stopped: Promise<void> | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#config = { ...options.config, data: resolve(options.config.data) };
    this.#terminal = options.terminal;
    const policy = options.restarts ?? DEFAULT_POLICY;
    const onTrouble = (line: string): void => this.#terminal.warn(line);
    this.#postgres =
      options.launchPostgres === null
        ? null
        : new ManagedPostgres({ launch: options.launchPostgres, onTrouble, policy });
    const managed = (role: RoleName): ManagedRole =>
      new ManagedRole({
        role,
        launch: () => launchRole(role, options.command, options.env),
        onNeed: (needed) => this.want(needed),
        onTrouble,
        policy,
      });
    this.#byRole = new Map(
      ROLE_NAMES.map((role) => {
        const length = ROLES[role].count(this.#config);
        return [role, Array.from({ length }, () => managed(role))];
      }),
    );
  }

  get #roles(): ManagedRole[] {
    return [...this.#byRole.values()].flat();
  }

  #of(role: RoleName): readonly ManagedRole[] {
    return this.#byRole.get(role) ?? [];
  }

  /**
   * Resolves when every role serves. Throws `data_in_use`, `data_unusable`, `port_in_use`, `config_invalid`, what
   * PostgreSQL throws, or `RoleFailed`; `stop` has to be called then, too.
   */
  async start(): Promise<void> {
    const { data, host, port, consolePort } = this.#config;
    this.#takeDirectory();
    const leftovers = stopLeftovers(data);
    if (leftovers.entries.length > 0) {
      const pids = leftovers.entries.map(({ role, pid }) => `${role} ${pid}`).join(', ');
      this.#terminal.say(`Ending what an earlier start left running: ${pids}`);
    }
    await leftovers.storesGone;
    await probePort(consolePort, host, 'console-port');
    // An old gateway still serves: the new ones join when it has ended what it has in flight.
    const inherited = leftovers.entries.some(({ role }) => role === 'gateway');
    if (!inherited) await probePort(port, host, 'port');
    if (this.#stopped !== null) return;

    // Loading code takes longest: every role does that while PostgreSQL comes up.
    const [first, others] = [rolesThatStart('first'), rolesThatStart('always')];
    for (const role of [...first, ...others].flatMap((name) => this.#of(name))) role.prepare();
    if (this.#postgres !== null) await this.#step('PostgreSQL', this.#postgres.start());
    // It migrates; the others need the tables and the configuration that it serves.
    for (const name of first) await this.#step(name, this.#startAll(name));
    const startOther = async (name: RoleName): Promise<void> => {
      if (name === 'gateway' && inherited) {
        await leftovers.gatewaysGone;
        await probePort(port, host, 'port');
      }
      await this.#startAll(name);
    };
    await Promise.all(others.map((name) => this.#step(name, startOther(name))));
  }

  async #startAll(role: RoleName): Promise<void> {
    await Promise.all(this.#of(role).map((managed) => managed.start()));
  }

  /** Starts a role where it rests; it ends by itself when idle. */
  want(role: NeededRole): void {
    if (this.#stopped === null) for (const resting of this.#of(role)) resting.want();
  }

  /** Drains everything in order; resolves when every process has ended. Idempotent. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  /** Cuts a stop short: roles are killed, PostgreSQL still ends in order. What was answered is in the spools. */
  kill(): void {
    for (const role of this.#roles) role.kill();
  }

  async #stop(): Promise<void> {
    try {
      const graceMs = this.#options.graceMs ?? GRACE_MS;
      for (const stage of drainStages(this.#roles)) {
        await Promise.all(stage.map((role) => role.stop(graceMs)));
      }
      await this.#postgres?.stop();
    } finally {
      this.#held.dispose();
    }
  }

  #takeDirectory(): void {
    const { data, port, consolePort } = this.#config;
    if (port === consolePort) {
      throw new SignalboxError(
        'config_invalid',
        `The gateway and the console cannot share port ${port}`,
        'Give different ones with --port and --console-port.',
      );
    }
    prepareDataDirectory(data);
    const lock = acquireDirectoryLock(data);
    if (lock === null) {
      throw new SignalboxError(
        'data_in_use',
        `Another Signalbox runs on ${data}`,
        'Stop that one first, or choose another directory with --data.',
      );
    }
    this.#held.use(lock);
    this.#held.use(registerProcess(data, 'supervisor'));
    prepareSocketDirectory(data);
    loadLinkKey(data);
  }

  async #step(name: string, done: Promise<void>): Promise<void> {
    const started = performance.now();
    const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    const notice = setInterval(
      () => this.#terminal.say(`  still waiting for ${name} (${seconds()})`),
      WAITING_NOTICE_MS,
    );
    try {
      await done;
      this.#terminal.say(`  ${name.padEnd(10)} ${seconds()}`);
    } finally {
      clearInterval(notice);
    }
  }
}
