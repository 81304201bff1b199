import { z } from 'zod';

/** Which processes have put a change into force by the time of the answer. */
export const Propagation = z
  .object({
    generation: z.number().int(),
    acknowledged: z.array(z.object({ process: z.string(), role: z.string() })),
    missing: z.array(z.object({ process: z.string(), role: z.string() })),
  })
  .meta({ id: 'Propagation' });
export type Propagation = z.infer<typeof Propagation>;

/** Waits a moment for the processes' acknowledgements. Null: nothing had to be told. */
export type Published = (generation: number | null) => Promise<Propagation>;
