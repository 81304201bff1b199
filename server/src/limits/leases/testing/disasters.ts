import type { Limit } from '../../limit.ts';
import { DeadHolders } from './dead-holders.ts';
import type { SimulatedGateway } from './simulated-gateway.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { World } from './world.ts';

/** What goes wrong with machines, clocks and limits; `end` makes all of it whole. */
export class Disasters {
  readonly #world: World;
  readonly #network: SimulatedNetwork;
  readonly #deadHolders: DeadHolders;

  constructor(world: World, network: SimulatedNetwork) {
    this.#world = world;
    this.#network = network;
    this.#deadHolders = new DeadHolders(world);
  }

  /** One after the other, until it is quiet. */
  begin(): void {
    this.#world.later(this.#world.random.gap(4_000), () => {
      if (this.#world.isQuiet) return;
      this.#strike();
      this.begin();
    });
  }

  end(): void {
    const { control, gateways, real } = this.#world;
    control.start(real);
    for (const gateway of gateways) {
      gateway.isPartitioned = false;
      gateway.pausedUntil = 0;
    }
    this.#deadHolders.adoptAll();
  }

  #strike(): void {
    const world = this.#world;
    const { random } = world;
    const gateway = random.pick(world.gateways);
    const what = random.pick([
      'crash',
      'crash',
      'partition',
      'partition',
      'control-away',
      'wall-jump',
      'amount-change',
      'pause',
      'drain',
    ] as const);
    if (!world.has(what)) return;
    world.log(() => `!!! ${what} (gateway ${gateway.index})`);
    switch (what) {
      case 'crash':
        if (gateway.isUp) this.#crash(gateway);
        break;
      case 'partition':
        if (!gateway.isPartitioned) this.#partition(gateway);
        break;
      case 'control-away':
        if (world.control.isUp) this.#stopControl();
        break;
      case 'wall-jump':
        world.control.moveWallClock(
          random.int(-1, 1) * random.pick([500, 30_000, 120_000, 3_600_000, 86_400_000 * 40]),
        );
        break;
      case 'amount-change':
        this.#changeAmount();
        break;
      case 'pause':
        gateway.pausedUntil = Math.max(gateway.pausedUntil, world.real + random.int(100, 50_000));
        break;
      case 'drain':
        if (gateway.isUp) {
          gateway.machine.drain(gateway.clock(world.real));
          this.#network.wake(gateway);
        }
    }
  }

  #crash(gateway: SimulatedGateway): void {
    const world = this.#world;
    const { holder } = gateway.machine;
    for (const call of gateway.calls) world.ledger.settled(call, true);
    gateway.crash();
    this.#deadHolders.died(holder);
    world.later(world.random.int(50, 20_000), () => {
      gateway.begin(world.newHolder(), world.random.int(0, 1_000_000));
    });
  }

  #partition(gateway: SimulatedGateway): void {
    const { random } = this.#world;
    gateway.isPartitioned = true;
    if (this.#world.has('forfeit') && random.chance(0.2))
      this.#deadHolders.forfeit(gateway.machine.holder);
    this.#world.later(this.#partitionMs(), () => {
      gateway.isPartitioned = false;
    });
  }

  #partitionMs(): number {
    const { random, scenario } = this.#world;
    if (scenario.profile === 'apart') return random.int(25_000, 90_000);
    return random.int(500, random.chance(0.3) ? 90_000 : 10_000);
  }

  #stopControl(): void {
    const world = this.#world;
    const { control, random } = world;
    const forMs = random.int(300, random.chance(0.3) ? 60_000 : 5_000);
    control.stop();
    world.later(forMs, () => control.start(world.real));
  }

  #changeAmount(): void {
    const { control, ledger, limits, random, store } = this.#world;
    const i = random.int(0, limits.length - 1);
    const simulated = limits[i];
    // The judge's own bucket knows one pace only.
    if (simulated === undefined || simulated.limit.shape.kind === 'rate' || !control.isUp) return;
    const percent = BigInt(random.int(30, 250));
    const limit: Limit = {
      ...simulated.limit,
      amount: (simulated.limit.amount * percent) / 100n + 1n,
    };
    limits[i] = { ...simulated, limit };
    store.limits.set(limit.id, limit);
    const counters = [...store.counters.values()].filter((one) => one.limit.id === limit.id);
    for (const counter of counters) counter.limit = limit;
    ledger.changed(limit, counters);
  }
}
