export { LeaseControl } from './leases/lease-control.ts';
export { LeaseHolder } from './leases/lease-holder.ts';
export { LEASE_TERMS } from './leases/lease-terms.ts';
export type { Level, Reserved } from './leases/reserved.ts';
export type { Limit } from './limit.ts';
export { BudgetWindows } from './windows/budget-windows.ts';
