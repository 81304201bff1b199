import type { Answer, Nudge, Report } from '../messages.ts';
import type { SimulatedGateway } from './simulated-gateway.ts';
import { show, type World } from './world.ts';

/** Carries reports, answers and nudges between gateways and control, as badly as the scenario says. */
export class SimulatedNetwork {
  readonly #world: World;
  readonly #onHeard: (gateway: SimulatedGateway) => void;

  /** @param onHeard a gateway knows what became of its report */
  constructor(world: World, onHeard: (gateway: SimulatedGateway) => void) {
    this.#world = world;
    this.#onHeard = onHeard;
  }

  /** Something happened in the gateway's machine: it may have to report sooner. */
  wake(gateway: SimulatedGateway): void {
    const world = this.#world;
    const due = gateway.machine.dueAt();
    if (due === Infinity) return;
    const at = Math.max(world.real, gateway.realAt(due));
    if (at >= gateway.pollAt) return;
    gateway.pollAt = at;
    world.onGateway(gateway, at - world.real, () => {
      if (gateway.pollAt > world.real) return;
      gateway.pollAt = Infinity;
      const report = gateway.machine.poll(gateway.clock(world.real));
      if (report !== null) this.#send(gateway, report);
      this.wake(gateway);
    });
  }

  #send(gateway: SimulatedGateway, report: Report): void {
    const world = this.#world;
    const { control } = world;
    world.log(() => `gateway ${gateway.index} reports ${show(report)}`);
    const { life } = gateway;
    const refused = () =>
      world.onGateway(gateway, 2, () => {
        gateway.machine.failed(report.seq, gateway.clock(world.real));
        this.#onHeard(gateway);
      });
    if (gateway.isPartitioned || this.#isLost()) {
      if (world.random.chance(0.3)) refused();
      return;
    }
    const copies = this.#copies();
    for (let i = 0; i < copies; i++)
      world.later(this.#delay(), () => {
        if (!control.isUp) {
          if (world.random.chance(0.5)) refused();
          return;
        }
        const { answer, nudges } = control.machine.report(report, control.clock(world.real));
        for (const counter of world.store.counters.values()) world.ledger.checkBooks(counter);
        for (const nudge of nudges) this.#nudge(nudge);
        if (answer === null) return;
        world.log(() => `control answers ${report.holder}: ${show(answer)}`);
        this.#deliver(gateway, life, answer);
      });
  }

  #deliver(gateway: SimulatedGateway, life: number, answer: Answer): void {
    const world = this.#world;
    const copies = this.#copies();
    for (let i = 0; i < copies; i++) {
      if (this.#isLost()) continue;
      world.later(this.#delay(), () => {
        if (gateway.life !== life || gateway.isPartitioned) return;
        world.onGateway(gateway, 0, () => {
          if (!gateway.machine.received(answer, gateway.clock(world.real))) return;
          this.#onHeard(gateway);
        });
      });
    }
  }

  #nudge(nudge: Nudge): void {
    const world = this.#world;
    const gateway = world.livingGateway(nudge.holder);
    if (gateway === undefined || gateway.isPartitioned || this.#isLost()) return;
    world.onGateway(gateway, this.#delay(), () => {
      gateway.machine.nudged(nudge, gateway.clock(world.real));
      this.wake(gateway);
    });
  }

  #isLost(): boolean {
    const { random, isWhole } = this.#world;
    return this.#world.has('loss') && random.chance(isWhole ? 0.01 : 0.08);
  }

  #copies(): number {
    return this.#world.has('doubling') && this.#world.random.chance(0.1) ? 2 : 1;
  }

  #delay(): number {
    const { random } = this.#world;
    if (this.#world.has('delay')) {
      const luck = random.next();
      if (luck < 0.01) return random.int(3_000, 60_000);
      if (luck < 0.08) return random.int(100, 3_000);
    }
    return random.int(1, 20);
  }
}
