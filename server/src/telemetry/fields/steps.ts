import { z } from 'zod';
import { literalMap } from '../ingest/fields.ts';
import { Int, toMs } from '../queries/values.ts';
import { isCountByName } from './checks.ts';
import { COUNT } from './field-kinds.ts';
import { column, hidden, member, type Placement, shown } from './line.ts';

/** The steps that have a column; those that a later version adds are in a map until they get one. */
const STEPS = ['authenticate', 'admit', 'route', 'infer', 'settle', 'record'] as const;
/** The steps of the request path, in its order. */
const IN_ORDER: readonly string[] = ['authenticate', 'parse', ...STEPS.slice(1)];
const HAVE_COLUMNS: ReadonlySet<string> = new Set(STEPS);

type Steps = Readonly<Record<string, number>>;
type StepColumn = `step_${(typeof STEPS)[number]}_us`;

const columnOf = (step: (typeof STEPS)[number]): StepColumn => `step_${step}_us`;
const FROM = { from: 'record', of: 'steps_us' } as const;

/** The lines of the time in each step of the pipeline, by the step's name. */
export function stepFields<At extends string, const P extends Placement>(at: At, placement: P) {
  const steps = z.record(z.string(), z.number().int().nonnegative());
  const others = {
    type: 'Map(String, UInt64)',
    write: otherSteps,
    read: z.record(z.string(), Int),
    api: z.unknown(),
    show: () => null,
  };
  return [
    member('steps_us', at, { said: steps, holds: isCountByName }),
    ...STEPS.map((step) => {
      const time = { ...COUNT, write: (all: Steps) => all[step] ?? 0 };
      return hidden(column(columnOf(step), FROM, time, placement));
    }),
    hidden(column('other_steps_us', FROM, others, placement)),
    shown('steps_ms', placement.shown as P['shown'], z.record(z.string(), z.number()), stepsOf),
  ] as const;
}

const otherSteps = (steps: Steps): string =>
  literalMap(steps, (us, step) => (HAVE_COLUMNS.has(step) ? null : us));

/** By step, in the order of the path. A step that was not measured (it is stored as 0) is absent. */
function stepsOf(
  row: Readonly<Record<StepColumn, number>> & { readonly other_steps_us: Steps },
): Record<string, number> {
  const us = new Map([
    ...STEPS.map((step) => [step, row[columnOf(step)]] as const),
    ...Object.entries(row.other_steps_us),
  ]);
  // What has no column stands between routing and inference.
  const further = [...us.keys()].filter((name) => !IN_ORDER.includes(name));
  const names = [...IN_ORDER.slice(0, 4), ...further, ...IN_ORDER.slice(4)];
  return Object.fromEntries(
    names.filter((name) => (us.get(name) ?? 0) > 0).map((name) => [name, toMs(us.get(name) ?? 0)]),
  );
}
