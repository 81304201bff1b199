/** The roles that the supervisor starts. */
export type RoleName = 'control' | 'telemetry' | 'gateway' | 'engine';

/**
 * The order of a drain: each stage ends before the next begins. Gateways first, since they deliver their spools to
 * telemetry while they end; telemetry last of the roles, and after it PostgreSQL, which it writes its effects to.
 */
const DRAIN_ORDER: readonly (readonly RoleName[])[] = [
  ['gateway'],
  ['engine', 'control'],
  ['telemetry'],
];

/** Groups what runs by the stages of the drain; stages without a member are left out. */
export function drainStages<T extends { readonly role: RoleName }>(running: readonly T[]): T[][] {
  return DRAIN_ORDER.map((roles) => running.filter((item) => roles.includes(item.role))).filter(
    (stage) => stage.length > 0,
  );
}
