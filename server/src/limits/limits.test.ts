import { beforeEach, describe, expect, it } from 'vitest';
import {
  BudgetWindows,
  LEASE_TERMS,
  LeaseControl,
  LeaseHolder,
  type Level,
  type Limit,
  type Reserved,
} from './index.ts';
import { MemoryLeaseStore } from './leases/testing/memory-lease-store.ts';

const START = Date.parse('2026-06-15T12:00:00Z');
const KEY: Limit = {
  id: 'key',
  shape: { kind: 'budget', window: 'day', timeZone: 'UTC' },
  amount: 100n,
  mode: 'hard',
  whileAway: 'refuse',
  awayAllowance: null,
};
const TEAM: Limit = { ...KEY, id: 'team', amount: 30n };

let store: MemoryLeaseStore;
let control: LeaseControl;
let now: number;
beforeEach(() => {
  store = new MemoryLeaseStore();
  control = new LeaseControl(store, LEASE_TERMS, new BudgetWindows());
  now = 1_000;
});

const at = (limit: Limit, bound: bigint | null): Level => ({ limit, subject: 's', bound });
const clock = () => ({ wallMs: START + now, monoMs: now, boot: 1 });

/** One exchange with control, as soon as the gateway has something to say. */
function exchange(gateway: LeaseHolder): void {
  if (gateway.dueAt() === Infinity) return;
  now = Math.max(now, gateway.dueAt());
  const report = gateway.poll(now);
  if (report === null) return;
  for (const { limit } of report.statements)
    store.limits.set(limit, [KEY, TEAM, ...extra].find(({ id }) => id === limit)!);
  const { answer } = control.report(report, clock());
  if (answer !== null) gateway.received(answer, now);
}
let extra: Limit[] = [];
beforeEach(() => {
  extra = [];
});

function reserve(gateway: LeaseHolder, ...levels: Level[]): Reserved {
  const first = gateway.reserve(levels, now);
  if (first.kind !== 'wait') return first;
  exchange(gateway);
  return gateway.reserve(levels, now, true);
}

function granted(outcome: Reserved) {
  if (outcome.kind !== 'granted') throw new Error(JSON.stringify(outcome.kind));
  return outcome.reservation;
}

const freeOf = (id: string) => {
  const counter = store.counters.get(`${id}/s`)!;
  return control.freeOf(counter, control.windowAt(counter, clock()), clock());
};

describe('limits shared by gateways', () => {
  it('admits against a lease, and gives back what it does not use', () => {
    const gateway = new LeaseHolder('g', LEASE_TERMS);
    expect(gateway.reserve([at(KEY, 10n)], now).kind).toBe('wait');
    const reservation = granted(reserve(gateway, at(KEY, 10n)));
    gateway.settle(reservation, [4n]);
    for (let i = 0; i < 8; i++) exchange(gateway);
    expect(gateway.size).toBe(0);
    expect(freeOf('key')).toBe(96n);
  });

  it('refuses at the level that does not suffice, until its window ends, and takes from none', () => {
    const gateway = new LeaseHolder('g', LEASE_TERMS);
    const first = granted(reserve(gateway, at(KEY, 10n), at(TEAM, 10n)));
    gateway.settle(first, [10n, 10n]);
    const refused = reserve(gateway, at(KEY, 31n), at(TEAM, 31n));
    expect(refused).toMatchObject({ kind: 'refused', reason: 'exhausted' });
    expect(refused).toMatchObject({ limit: { id: 'team' }, retryAfterMs: 12 * 3_600_000 - now });
    const reserved = [...gateway.held()].map((lease) => lease.reserved);
    expect(reserved).toEqual([0n, 0n]);
  });

  it('refuses what has no bound under a hard limit, and counts it under a soft one', () => {
    const soft: Limit = { ...KEY, id: 'soft', mode: 'soft', amount: 5n };
    extra = [soft];
    const gateway = new LeaseHolder('g', LEASE_TERMS);
    expect(reserve(gateway, at(KEY, null))).toMatchObject({ reason: 'unbounded' });
    gateway.settle(granted(reserve(gateway, at(soft, null))), [7n]);
    exchange(gateway);
    expect(granted(reserve(gateway, at(soft, 1n))).exceeded).toEqual([soft]);
  });

  it('decides as the limit says when control does not answer', () => {
    const lenient: Limit = { ...KEY, id: 'lenient', whileAway: 'allow_bounded', awayAllowance: 8n };
    const gateway = new LeaseHolder('g', LEASE_TERMS);
    gateway.reserve([at(KEY, 1n), at(lenient, 1n)], now);
    for (let lost = 0; lost < 3; lost++) {
      now = gateway.dueAt();
      gateway.poll(now);
    }
    expect(gateway.reserve([at(KEY, 1n)], now)).toMatchObject({ reason: 'control_away' });
    granted(gateway.reserve([at(lenient, 8n)], now));
    expect(gateway.reserve([at(lenient, 1n)], now)).toMatchObject({ reason: 'control_away' });
  });

  it('counts what a dead gateway held as spent until its records say what it was', () => {
    const gateway = new LeaseHolder('g', LEASE_TERMS);
    const [use] = granted(reserve(gateway, at(KEY, 10n))).uses();
    const before = freeOf('key');
    expect(before <= 90n).toBe(true);
    now += 10 * LEASE_TERMS.termMs;
    expect(freeOf('key')).toBe(before);
    const truth = { ...use!, spent: 3n, assumed: 0n };
    control.settled('g', [truth], clock());
    control.settled('g', [truth], clock());
    expect(freeOf('key')).toBe(97n);
  });
});
