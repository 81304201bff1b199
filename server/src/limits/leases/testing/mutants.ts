import {
  type Account,
  type ControlClock,
  type Counter,
  type CounterWindow,
  silence,
} from '../counter.ts';
import type { HeldLease, Reservation } from '../held-lease.ts';
import { LeaseControl } from '../lease-control.ts';
import { LeaseHolder } from '../lease-holder.ts';
import type { Answer, LeaseTruth, Statement } from '../messages.ts';
import type { Level } from '../reserved.ts';
import { type Machines, SOUND } from './machines.ts';

const BROKEN_CONTROLS: Readonly<Record<string, typeof LeaseControl>> = {
  'a report said twice counts twice': class extends LeaseControl {
    protected override apply(counter: Counter, account: Account, said: Statement): void {
      super.apply(counter, account, { ...said, spent: account.spent + said.spent });
    }
  },
  'a late report counts': class extends LeaseControl {
    protected override isStale(): boolean {
      return false;
    }
  },
  'what a silent gateway holds is free': class extends LeaseControl {
    override freeOf(counter: Counter, window: CounterWindow, clock: ControlClock): bigint {
      let free = super.freeOf(counter, window, clock);
      for (const account of window.accounts) {
        const holder = this.store.holder(account.holder);
        if (holder && silence(holder, clock) > this.terms.termMs) free += account.held;
      }
      return free;
    }
  },
  'what others hold is not subtracted': class extends LeaseControl {
    override freeOf(counter: Counter, window: CounterWindow, clock: ControlClock): bigint {
      const held = window.accounts.reduce((sum, account) => sum + account.held, 0n);
      return super.freeOf(counter, window, clock) + held;
    }
  },
  'a holder is settled each time it is said': class extends LeaseControl {
    protected override hasEnded(): boolean {
      return false;
    }
  },
  'the truth counts on top of what was reported': class extends LeaseControl {
    protected override spentInTruth(account: Account, truth: LeaseTruth): bigint {
      return account.spent + truth.spent;
    }
  },
  'a dead gateway counts with what it reported': class extends LeaseControl {
    protected override spentInTruth(account: Account): bigint {
      return account.spent;
    }
  },
  'a gateway can be given up while it works': class extends LeaseControl {
    protected override isGone(): boolean {
      return true;
    }
  },
  'slots of a silent gateway are free at once': class extends LeaseControl {
    protected override dropGone(counter: Counter, clock: ControlClock): void {
      for (const window of counter.windows)
        window.accounts = window.accounts.filter(({ holder }) => {
          const known = this.store.holder(holder);
          return known === undefined || silence(known, clock) < this.terms.termMs / 4;
        });
    }
  },
  'a wall clock set back begins a window anew': class extends LeaseControl {
    override windowAt(counter: Counter, clock: ControlClock): CounterWindow {
      const current = super.windowAt(counter, clock);
      counter.windows = counter.windows.filter(
        (window) => window === current || window.accounts.length > 0,
      );
      return current;
    }
  },
  'nobody queues': class extends LeaseControl {
    protected override claimedBefore(): bigint {
      return 0n;
    }
  },
  'nobody is asked to give back': class extends LeaseControl {
    protected override owedBy(): bigint {
      return 0n;
    }
  },
};

const BROKEN_HOLDERS: Readonly<Record<string, typeof LeaseHolder>> = {
  'a lease is used until its term is over': class extends LeaseHolder {
    protected override usableUntil(sentAt: number): number {
      return sentAt + this.terms.termMs;
    }
  },
  'a lease is used until control is back': class extends LeaseHolder {
    protected override usableUntil(): number {
      return Infinity;
    }
  },
  'any answer is taken for the one awaited': class extends LeaseHolder {
    protected override isAwaited(_answer: Answer, seq: number | undefined): boolean {
      return seq !== undefined;
    }
  },
  'a level is left out': class extends LeaseHolder {
    protected override take(levels: readonly Level[], now: number): Reservation {
      return super.take(levels.slice(0, Math.max(1, levels.length - 1)), now);
    }
  },
  'a level that does not suffice is taken from all the same': class extends LeaseHolder {
    protected override missing(level: Level, now: number): bigint {
      const missing = super.missing(level, now);
      return missing * 2n <= (level.bound ?? 0n) ? 0n : missing;
    }
  },
  'what was given back is used': class extends LeaseHolder {
    readonly #gone = new Map<HeldLease, bigint>();

    protected override letGo(lease: HeldLease, amount: bigint): void {
      super.letGo(lease, amount);
      this.#gone.set(lease, amount);
    }

    override received(answer: Answer, now: number): boolean {
      for (const [lease, amount] of this.#gone) if (!lease.over) lease.free += amount;
      this.#gone.clear();
      return super.received(answer, now);
    }
  },
  'a lease outlives its window': class extends LeaseHolder {
    protected override giveUp(): void {}
  },
  'idle leases are kept': class extends LeaseHolder {
    protected override isIdle(): boolean {
      return false;
    }
  },
  'what nobody knows costs nothing': class extends LeaseHolder {
    override settle(reservation: Reservation, used: readonly (bigint | null)[]): void {
      super.settle(
        reservation,
        used.map((one) => one ?? 0n),
      );
    }
  },
};

/** One way to get the protocol wrong each: the simulator must catch all of them, or it proves nothing of the one that is right. */
export const MUTANTS: readonly (readonly [name: string, machines: Machines])[] = [
  ...Object.entries(BROKEN_CONTROLS).map(
    ([name, control]) => [name, { ...SOUND, control }] as const,
  ),
  ...Object.entries(BROKEN_HOLDERS).map(([name, holder]) => [name, { ...SOUND, holder }] as const),
];
