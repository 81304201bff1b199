import type { Reservation } from '../held-lease.ts';
import type { Level } from '../reserved.ts';
import { checkHunger, checkNotGone } from './checks.ts';
import { type Call, Violation } from './ledger.ts';
import { CALL_MS } from './scenario.ts';
import type { Parked, SimulatedGateway } from './simulated-gateway.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { World } from './world.ts';

/** Send requests to gateways, which wait for a lease, are refused, or become calls that end some time. */
export class SimulatedClients {
  readonly #world: World;
  readonly #network: SimulatedNetwork;
  admitted = 0;
  refused = 0;

  constructor(world: World, network: SimulatedNetwork) {
    this.#world = world;
    this.#network = network;
  }

  /** From now on until it is quiet. */
  useGateway(gateway: SimulatedGateway): void {
    const world = this.#world;
    const gap = world.random.gap(world.scenario.gapsMs[gateway.index] ?? 1_000);
    world.later(gap, () => {
      if (world.isQuiet) return;
      this.useGateway(gateway);
      // What arrives while a gateway sleeps is the first that it sees when it wakes.
      if (gateway.isUp) world.onGateway(gateway, 0, () => this.#request(gateway));
    });
  }

  /** Something changed for those that wait. */
  retryParked(gateway: SimulatedGateway): void {
    for (const request of [...gateway.parked])
      if (!request.isOver && this.#try(gateway, request, false))
        gateway.parked.splice(gateway.parked.indexOf(request), 1);
    this.#network.wake(gateway);
  }

  #request(gateway: SimulatedGateway): void {
    const request = this.#newRequest();
    if (this.#try(gateway, request, false)) return;
    gateway.parked.push(request);
    this.#world.onGateway(gateway, gateway.lasts(this.#world.terms.waitMs), () => {
      if (request.isOver) return;
      gateway.parked.splice(gateway.parked.indexOf(request), 1);
      this.#try(gateway, request, true);
    });
  }

  #newRequest(): Parked {
    const { random, limits, isWhole: isExact, scenario } = this.#world;
    const isFree = scenario.profile === 'apart' && random.chance(0.9);
    const levels: Level[] = [];
    const used: (bigint | null)[] = [];
    for (const { limit, subjects, costs, unit } of limits) {
      if (!isExact && levels.length > 0 && random.chance(0.15)) continue;
      const cost = BigInt(random.int(1, costs)) * unit;
      const isSlot = limit.shape.kind === 'slots';
      const slack = isExact || isSlot || random.chance(0.4) ? 0n : cost * BigInt(random.int(0, 2));
      const isUnknown = !isExact && !isSlot && random.chance(0.03);
      levels.push({ limit, subject: random.pick(subjects), bound: cost + slack });
      used.push(isUnknown ? null : isFree ? 0n : cost);
    }
    const isLong = random.chance(0.1);
    const longest = scenario.profile === 'contention' ? 400 : isLong ? CALL_MS : 1_500;
    return { levels, used, durationMs: random.int(5, longest), isOver: false };
  }

  /** False: it waits. */
  #try(gateway: SimulatedGateway, request: Parked, last: boolean): boolean {
    const world = this.#world;
    const outcome = gateway.machine.reserve(request.levels, gateway.clock(world.real), last);
    this.#network.wake(gateway);
    if (outcome.kind === 'wait') {
      if (last) throw new Violation('A request that waited as long as it may was told to wait.');
      return false;
    }
    request.isOver = true;
    if (outcome.kind === 'refused') {
      this.refused++;
      world.log(() => `gateway ${gateway.index} refuses: ${outcome.limit.id} ${outcome.reason}`);
      checkHunger(world, gateway, request);
      return true;
    }
    checkNotGone(world, gateway, request.levels, outcome.reservation.leases);
    this.#call(gateway, request, outcome.reservation);
    return true;
  }

  #call(gateway: SimulatedGateway, request: Parked, reservation: Reservation): void {
    const world = this.#world;
    const call = world.ledger.reserved(
      gateway.machine,
      request.levels,
      reservation,
      request.used,
      world.control.continuous(world.real),
    );
    world.log(
      () =>
        `gateway ${gateway.index} admits ${reservation.leases.map(({ epoch }, i) => `${reservation.bounds[i]} on lease ${epoch}`).join(', ')}`,
    );
    this.admitted++;
    gateway.hungrySince = null;
    gateway.asked = 0;
    gateway.calls.add(call);
    const { life } = gateway;
    world.later(gateway.lasts(request.durationMs), () => {
      // A call ends at its time even where the gateway sleeps.
      if (gateway.life === life && gateway.isUp) world.ledger.ended(call);
    });
    world.onGateway(gateway, gateway.lasts(request.durationMs), () => this.#settle(gateway, call));
  }

  #settle(gateway: SimulatedGateway, call: Call): void {
    if (!gateway.calls.delete(call)) return;
    this.#world.ledger.settled(call);
    gateway.machine.settle(call.reservation, call.used);
    this.#world.log(() => `gateway ${gateway.index} settles ${call.used.join(', ')}`);
    this.retryParked(gateway);
  }
}
