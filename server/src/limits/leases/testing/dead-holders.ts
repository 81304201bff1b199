import type { BookedAccount } from './ledger.ts';
import { show, type World } from './world.ts';

/** What is done about holders that died: their records are delivered, or they are given up. */
export class DeadHolders {
  readonly #world: World;
  readonly #dead: string[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  died(holder: string): void {
    const { random } = this.#world;
    this.#dead.push(holder);
    if (this.#world.has('forfeit') && random.chance(0.15)) this.forfeit(holder);
    else this.#world.later(random.int(50, 40_000), () => this.#adopt(holder));
  }

  /** An operator gives up a holder, as soon as control lets them. */
  forfeit(holder: string): void {
    const world = this.#world;
    const { control, store, random } = world;
    world.later(1_000, () => {
      const held = random.chance(0.5) ? 'spent' : 'free';
      const known = store.holder(holder);
      const accounts = this.#accountsOf(holder);
      if (known === undefined) {
        if (world.livingGateway(holder) === undefined) this.#adopt(holder);
      } else if (
        !control.isUp ||
        !control.machine.forfeit(holder, held, control.clock(world.real))
      ) {
        if (!known.ended) this.forfeit(holder);
      } else {
        world.log(() => `${holder} is forfeited as ${held}`);
        world.ledger.forfeited(holder, accounts, known.topEpoch, held);
      }
    });
  }

  /** Soon nobody is left unsettled who does not live. Of a gateway that was fenced this is its old name, which has ended already. */
  adoptAll(): void {
    const world = this.#world;
    for (const holder of new Set([...world.store.holders.keys(), ...this.#dead]))
      if (world.livingGateway(holder) === undefined)
        world.later(world.random.int(1, 1_000), () => this.#adopt(holder));
  }

  /** Somebody delivers a dead holder's records, and says so, perhaps twice. */
  #adopt(holder: string): void {
    const world = this.#world;
    const { control, ledger, random } = world;
    if (!control.isUp) {
      world.later(1_000, () => this.#adopt(holder));
      return;
    }
    world.log(() => `${holder} is settled: ${show(ledger.truthOf(holder))}`);
    control.machine.settled(holder, ledger.truthOf(holder), control.clock(world.real));
    if (random.chance(0.3)) world.later(random.int(1, 5_000), () => this.#adopt(holder));
  }

  /** As control has them now. */
  #accountsOf(holder: string): Map<number, BookedAccount> {
    const accounts = new Map<number, BookedAccount>();
    for (const counter of this.#world.store.countersOf(holder))
      for (const window of counter.windows)
        for (const account of window.accounts)
          if (account.holder === holder)
            accounts.set(account.epoch, { counter, account: { ...account } });
    return accounts;
  }
}
