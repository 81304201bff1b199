import type { Limit, LimitShape } from '../../limit.ts';
import { Random } from './random.ts';

/** What may go wrong. Each can be left out, to find the least that makes a seed fail. */
export const FAULTS = [
  'loss',
  'doubling',
  'delay',
  'crash',
  'partition',
  'control-away',
  'wall-jump',
  'drift',
  'amount-change',
  'pause',
  'drain',
  'forfeit',
] as const;
export type Fault = (typeof FAULTS)[number];

/** A limit, and what requests use of it. */
export interface SimulatedLimit {
  readonly limit: Limit;
  readonly subjects: readonly string[];
  /** Requests cost from 1 to so many times `unit`. */
  readonly costs: number;
  readonly unit: bigint;
}

export interface Scenario {
  readonly seed: number;
  /**
   * `chaos`: everything goes wrong. `apart`: gateways are cut off for longer than a term with leases that would last, since most calls
   * turn out to cost nothing. `calm`: reservations equal costs and demand exceeds a budget, so that nearly all of it must be
   * admitted. `contention`: all gateways want more than there are slots or tokens, for ever.
   */
  readonly profile: 'chaos' | 'apart' | 'calm' | 'contention';
  readonly faults: ReadonlySet<Fault>;
  readonly gateways: number;
  readonly limits: readonly SimulatedLimit[];
  readonly durationMs: number;
  /** Mean time between two requests of each gateway. */
  readonly gapsMs: readonly number[];
  readonly startWallMs: number;
}

export const CALL_MS = 8_000;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

export function scenarioOf(seed: number, without: ReadonlySet<Fault> = new Set()): Scenario {
  const random = new Random(seed);
  // Neighbouring seeds are not to begin alike.
  for (let i = 0; i < 4; i++) random.next();
  const kind = random.next();
  const profile = kind < 0.6 ? 'chaos' : kind < 0.7 ? 'apart' : kind < 0.85 ? 'calm' : 'contention';
  const isWhole = profile === 'calm' || profile === 'contention';
  const gateways = random.int(1, 8);
  const quiet: Fault[] = random.chance(0.5) ? ['drift', 'loss'] : ['drift'];
  const wanted = isWhole ? quiet : FAULTS.filter(() => random.chance(0.7));
  if (profile === 'apart') wanted.push('partition', 'drift');
  const busiest = profile === 'calm' ? random.int(30, 150) : random.int(100, 600);
  const scenario = {
    seed,
    profile,
    faults: new Set(wanted.filter((fault) => !without.has(fault))),
    gateways,
    durationMs: isWhole ? 60_000 : random.int(30_000, 150_000),
    gapsMs: Array.from({ length: gateways }, () =>
      profile === 'contention' ? busiest : busiest * random.int(1, 3),
    ),
    startWallMs: startOf(random),
  } as const;
  if (profile === 'calm') return { ...scenario, limits: calmLimits(random, scenario.gapsMs) };
  if (profile === 'contention') return { ...scenario, limits: [contended(random, scenario)] };
  const limits = chaosLimits(random);
  return { ...scenario, limits: profile === 'apart' ? limits.slice(0, 1) : limits };
}

/** Somewhere before a boundary: of a minute always, of a day and a change of clocks often. */
function startOf(random: Random): number {
  const near = random.pick([
    '2026-03-28T23:00:00Z',
    '2026-10-25T00:00:00Z',
    '2026-11-01T05:00:00Z',
    '2026-06-30T22:00:00Z',
    '2026-06-15T12:34:00Z',
  ]);
  return Date.parse(near) - random.int(0, 120_000);
}

function limitOf(id: string, shape: LimitShape, amount: bigint, rest: Partial<Limit> = {}): Limit {
  return { id, shape, amount, mode: 'hard', whileAway: 'refuse', awayAllowance: null, ...rest };
}

function chaosLimits(random: Random): SimulatedLimit[] {
  return Array.from({ length: random.int(1, 4) }, (_, i) => {
    const mode = random.chance(0.12) ? 'soft' : 'hard';
    const whileAway = random.chance(0.15) ? 'allow_bounded' : 'refuse';
    const subjects = random.chance(0.3)
      ? Array.from({ length: random.int(2, 5) }, (_, n) => `u${n}`)
      : ['all'];
    const { shape, amount, costs, unit } = chaosShape(random);
    const limit = limitOf(`L${i}`, shape, amount, { mode, whileAway });
    return { limit, subjects, costs, unit };
  });
}

function chaosShape(random: Random): Pick<SimulatedLimit, 'costs' | 'unit'> & {
  shape: LimitShape;
  amount: bigint;
} {
  const kind = random.next();
  if (kind < 0.18)
    return {
      shape: { kind: 'slots', callMs: CALL_MS },
      amount: BigInt(random.int(1, 20)),
      costs: 1,
      unit: 1n,
    };
  const costs = random.chance(0.4) ? 1 : random.int(2, 50);
  const unit = random.chance(0.3) ? 1_000_000_007n : 1n;
  const amount = BigInt(Math.ceil(costs * random.int(2, 300) * random.next() + costs)) * unit;
  if (kind < 0.33)
    return { shape: { kind: 'rate', perMs: 60_000, burst: amount }, amount, costs, unit };
  const window = random.pick([
    'minute',
    'minute',
    'hour',
    'day',
    'week',
    'month',
    'total',
  ] as const);
  return { shape: { kind: 'budget', window, timeZone: random.pick(ZONES) }, amount, costs, unit };
}

/** One budget that is used up in half the time, and others above it that are not reached. */
function calmLimits(random: Random, gapsMs: readonly number[]): SimulatedLimit[] {
  const perMs = gapsMs.reduce((sum, gap) => sum + 1 / gap, 0);
  const costs = random.chance(0.4) ? 1 : random.int(2, 20);
  const wanted = (perMs * 60_000 * (costs + 1)) / 2;
  const units = Math.max(40 * costs, Math.floor(wanted * (0.15 + 0.35 * random.next())));
  const unit = random.chance(0.5) ? 1n : 2_500_000_000n;
  const shape = { kind: 'budget', window: 'total', timeZone: 'UTC' } as const;
  const binding = limitOf('L0', shape, BigInt(units) * unit);
  const above = limitOf('L1', shape, BigInt(units) * unit * 3n);
  const some = [{ limit: binding, subjects: ['all'], costs, unit }];
  if (random.chance(0.5)) some.push({ limit: above, subjects: ['all'], costs, unit });
  return some;
}

function contended(
  random: Random,
  { gateways, gapsMs }: { gateways: number; gapsMs: readonly number[] },
): SimulatedLimit {
  if (random.chance(0.5)) {
    const shape = { kind: 'slots', callMs: CALL_MS } as const;
    const limit = limitOf('L0', shape, BigInt(random.int(1, gateways + 1)));
    return { limit, subjects: ['all'], costs: 1, unit: 1n };
  }
  const perMinute = gapsMs.reduce((sum, gap) => sum + 60_000 / gap, 0);
  const amount = BigInt(Math.ceil(Math.max(perMinute / random.int(2, 6), gateways * 30)));
  const burst = BigInt(random.int(gateways * 2, Number(amount)));
  const limit = limitOf('L0', { kind: 'rate', perMs: 60_000, burst }, amount);
  return { limit, subjects: ['all'], costs: 1, unit: 1n };
}
