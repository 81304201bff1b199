import { checkExposure, checkShare } from './checks.ts';
import { Disasters } from './disasters.ts';
import { type Machines, SOUND } from './machines.ts';
import { CALL_MS, type Scenario } from './scenario.ts';
import { SimulatedClients } from './simulated-clients.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { World } from './world.ts';

/** Everything is back with control so long after calls end and the network is whole: the figure of docs/limits-leases.md. */
const QUIET_MS = 15_000;

export interface Result {
  readonly steps: number;
  readonly admitted: number;
  readonly refused: number;
  /** Where reservations equal costs and demand suffices: what was admitted of the binding budget, as a share. */
  readonly share: number | null;
}

/** Runs one scenario in virtual time; throws a Violation when something is not as it must be. */
export class Simulation {
  readonly #world: World;
  readonly #clients: SimulatedClients;
  readonly #disasters: Disasters;

  constructor(
    scenario: Scenario,
    machines: Machines = SOUND,
    trace: ((line: string) => void) | null = null,
  ) {
    const world = new World(scenario, machines, trace);
    const network = new SimulatedNetwork(world, (gateway) => this.#clients.retryParked(gateway));
    this.#world = world;
    this.#clients = new SimulatedClients(world, network);
    this.#disasters = new Disasters(world, network);
    for (let i = 0; i < scenario.gateways; i++) this.#clients.useGateway(world.addGateway());
    if (!world.isWhole) this.#disasters.begin();
    world.later(scenario.durationMs, () => this.#quiet());
  }

  run(): Result {
    const world = this.#world;
    let steps = 0;
    while (world.step()) {
      steps++;
      if ((steps & 15) === 0) checkExposure(world);
    }
    for (const counter of world.store.counters.values()) world.ledger.checkQuiet(counter);
    const { admitted, refused } = this.#clients;
    return { steps, admitted, refused, share: checkShare(world) };
  }

  /** Everything is made whole, and demand ends. */
  #quiet(): void {
    const world = this.#world;
    world.isQuiet = true;
    world.log(() => '!!! quiet');
    this.#disasters.end();
    const calls = Math.ceil(CALL_MS / 0.9) + world.terms.waitMs * 2;
    world.later(calls + QUIET_MS, () => world.end());
  }
}
