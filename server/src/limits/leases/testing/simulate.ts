import { Violation } from './ledger.ts';
import { type Machines, SOUND } from './machines.ts';
import { FAULTS, type Fault, scenarioOf } from './scenario.ts';
import { type Result, Simulation } from './simulation.ts';

/** How many lines of a failed run are shown: its last ones. */
const SHOWN = 80;

/** Runs one seed; what goes wrong is an error that tells how, with the least faults that still make it go wrong. */
export function simulate(seed: number, machines: Machines = SOUND): Result {
  try {
    return new Simulation(scenarioOf(seed), machines).run();
  } catch (error) {
    throw new Error(explain(seed, machines, error), { cause: error });
  }
}

/** Whether one of the seeds shows that the machines are broken. */
export function isCaught(machines: Machines, seeds: number): string | null {
  for (let seed = 1; seed <= seeds; seed++) {
    const message = messageOf(seed, machines, new Set());
    if (message !== null) return `seed ${seed}: ${message}`;
  }
  return null;
}

function explain(seed: number, machines: Machines, first: unknown): string {
  const without = new Set<Fault>();
  for (const fault of FAULTS) {
    without.add(fault);
    if (messageOf(seed, machines, without) === null) without.delete(fault);
  }
  const scenario = scenarioOf(seed, without);
  const lines: string[] = [];
  let message = String(first);
  try {
    new Simulation(scenario, machines, (line) => lines.push(line)).run();
  } catch (error) {
    message = String(error);
  }
  const { profile, faults, gateways } = scenario;
  return [
    `seed ${seed}: ${message}`,
    `${profile}, ${gateways} gateways, faults needed: ${[...faults].join(', ') || 'none'}, ${lines.length} lines`,
    ...lines.slice(-SHOWN),
  ].join('\n');
}

function messageOf(seed: number, machines: Machines, without: ReadonlySet<Fault>): string | null {
  try {
    new Simulation(scenarioOf(seed, without), machines).run();
    return null;
  } catch (error) {
    // A broken machine may also trip over itself.
    return error instanceof Violation ? error.message : String(error);
  }
}
