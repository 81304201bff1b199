/** What the supervisor knows of a role. */
interface RoleKind {
  /** `needed`: rests until another role needs it, and again when it ends by itself. */
  readonly starts: 'always' | 'needed';
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
  control: { starts: 'always', drainStage: 2, lowPriority: false, shortLives: false },
  telemetry: { starts: 'always', drainStage: 3, lowPriority: false, shortLives: true },
  gateway: { starts: 'always', drainStage: 1, lowPriority: false, shortLives: true },
  engine: { starts: 'needed', drainStage: 2, lowPriority: true, shortLives: false },
  worker: { starts: 'needed', drainStage: 1, lowPriority: true, shortLives: false },
} as const satisfies Record<string, RoleKind>;

export type RoleName = keyof typeof ROLES;
export type NeededRole = {
  [Name in RoleName]: (typeof ROLES)[Name]['starts'] extends 'needed' ? Name : never;
}[RoleName];

/** Groups what runs by the stages of the drain; stages without a member are left out. */
export function drainStages<T extends { readonly role: RoleName }>(running: readonly T[]): T[][] {
  const stages = Map.groupBy(running, ({ role }) => ROLES[role].drainStage);
  return [...stages].sort(([a], [b]) => a - b).map(([, members]) => members);
}
