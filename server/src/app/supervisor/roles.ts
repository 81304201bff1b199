import type { Config } from '../../platform/config/index.ts';

/** What the supervisor knows of a role. */
interface RoleKind {
  /**
   * `first`: before the others, which need what it serves; `needed`: rests until another role needs it, and again when it ends
   * by itself.
   */
  readonly starts: 'first' | 'always' | 'needed';
  /** How many processes of it there are. */
  readonly count: (config: Pick<Config, 'gateways' | 'localModel'>) => number;
  /** Roles of a smaller number have ended before those of a larger one are asked to. */
  readonly drainStage: number;
  /** Leaves the machine to the others. */
  readonly lowPriority: boolean;
  /** Its objects live as long as a request or a frame: see `SHORT_LIVES`. */
  readonly shortLives: boolean;
}

/**
 * The roles that the supervisor starts. Gateways drain first, since they deliver their spools to telemetry while they end, and
 * the worker beside them, which asks control and telemetry; telemetry last of the roles, and after it PostgreSQL, which it
 * writes its effects to.
 */
export const ROLES = {
  control: {
    starts: 'first',
    count: one,
    drainStage: 2,
    lowPriority: false,
    shortLives: false,
  },
  telemetry: {
    starts: 'always',
    count: one,
    drainStage: 3,
    lowPriority: false,
    shortLives: true,
  },
  gateway: {
    starts: 'always',
    // Elsewhere than on Linux, processes cannot share a port so that connections spread.
    count: ({ gateways }) => (process.platform === 'linux' ? gateways : 1),
    drainStage: 1,
    lowPriority: false,
    shortLives: true,
  },
  engine: {
    starts: 'needed',
    count: ({ localModel }) => (localModel ? 1 : 0),
    drainStage: 2,
    lowPriority: true,
    shortLives: false,
  },
  worker: {
    starts: 'needed',
    count: one,
    drainStage: 1,
    lowPriority: true,
    shortLives: false,
  },
} as const satisfies Record<string, RoleKind>;

export type RoleName = keyof typeof ROLES;
export type NeededRole = {
  [Name in RoleName]: (typeof ROLES)[Name]['starts'] extends 'needed' ? Name : never;
}[RoleName];

/** The roles that start so, in the order of the table. */
export function rolesThatStart(starts: RoleKind['starts']): RoleName[] {
  return ROLE_NAMES.filter((name) => ROLES[name].starts === starts);
}

export const ROLE_NAMES = Object.keys(ROLES) as RoleName[];

function one(): number {
  return 1;
}

/** Groups what runs by the stages of the drain; stages without a member are left out. */
export function drainStages<T extends { readonly role: RoleName }>(running: readonly T[]): T[][] {
  const stages = Map.groupBy(running, ({ role }) => ROLES[role].drainStage);
  return [...stages].sort(([a], [b]) => a - b).map(([, members]) => members);
}
