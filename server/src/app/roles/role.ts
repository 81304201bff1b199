import type { Config } from '../../platform/config/index.ts';
import type { Logger } from '../../platform/log/index.ts';

/** What every role is given. Messages to the supervisor are dropped where there is none. */
export interface RoleContext {
  readonly config: Config;
  readonly log: Logger;
  /** Asks the supervisor to start a role that starts on demand; false where no supervisor is connected. */
  readonly need: (role: 'engine' | 'worker') => boolean;
  /** ISO 8601. Null: this role was started by hand, without a supervisor. */
  readonly supervisorStartedAt: string | null;
  /** Aborted when the role is to drain, maybe while it starts: it then waits for no other role any more. */
  readonly stopping: AbortSignal;
}

/** A running role. `drain` takes nothing new, finishes what is in flight (10 s at most) and frees everything. */
export interface RunningRole {
  readonly drain: () => Promise<void>;
  /** Resolves when the role wants to end on its own (the engine, when idle): it is then drained and the process exits 0. */
  readonly done?: Promise<void>;
}

export type StartRole = (context: RoleContext) => Promise<RunningRole>;
