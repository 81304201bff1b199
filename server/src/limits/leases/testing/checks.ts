import type { Level } from '../reserved.ts';
import { isStrict, Violation } from './ledger.ts';
import type { Parked, SimulatedGateway } from './simulated-gateway.ts';
import type { World } from './world.ts';

/*
 * What must hold while a scenario runs; each throws a Violation where it does not. What is booked is the ledger's to check.
 */

/** A gateway that keeps asking gets something within this, while there is anything to be had. */
const STARVED_MS = 20_000;
const STEADY_MS = 5_000;

/** a: all that is out in any gateway's hands is within the amount. */
export function checkExposure({ gateways, ledger, real }: World): void {
  const up = gateways.filter(({ isUp }) => isUp);
  ledger.checkExposure(
    up.map((gateway) => ({ machine: gateway.machine, now: gateway.clock(real) })),
  );
}

/** f: a gateway has stopped when control takes it for gone. */
export function checkNotGone(
  { control, store, terms, real }: World,
  { machine }: SimulatedGateway,
  levels: readonly Level[],
  leases: readonly { readonly epoch: number }[],
): void {
  const holder = store.holder(machine.holder);
  if (!control.isUp || !levels.some(({ limit }) => isStrict(limit))) return;
  const clock = control.clock(real);
  const silent =
    holder === undefined
      ? Infinity
      : holder.boot === clock.boot
        ? clock.monoMs - holder.heardAt
        : clock.monoMs;
  if (silent > terms.termMs || holder?.ended)
    throw new Violation(
      `f: ${machine.holder} reserves on ${leases.map(({ epoch }) => epoch)} after ${silent} ms of silence`,
    );
}

/** e: nobody starves who keeps asking. */
export function checkHunger(
  { isWhole, ledger, real, scenario }: World,
  gateway: SimulatedGateway,
  refused: Parked,
): void {
  if (!isWhole) return;
  const isLeft = refused.levels.every(
    ({ limit, subject, bound }) =>
      limit.shape.kind !== 'budget' || ledger.room(limit, subject, 0) >= (bound ?? 0n),
  );
  if (!isLeft) {
    gateway.hungrySince = null;
    return;
  }
  gateway.hungrySince ??= real;
  gateway.asked++;
  const hungry = real - gateway.hungrySince;
  if (gateway.asked > 3 && hungry > (scenario.profile === 'calm' ? STEADY_MS : STARVED_MS))
    throw new Violation(`e: gateway ${gateway.index} got nothing for ${hungry} ms`);
}

/** d: where reservations equal costs, nearly all of the budget is admitted. Null where they do not. */
export function checkShare({ scenario, ledger, limits }: World): number | null {
  if (scenario.profile !== 'calm') return null;
  const share = ledger.spentShare(limits[0]!.limit, 'all', 0);
  if (share < 0.95) throw new Violation(`d: ${(share * 100).toFixed(2)}% was admitted`);
  return share;
}
