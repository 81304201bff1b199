import type { z } from 'zod';
import type { Logger } from '../log/index.ts';

/** How far a run has come. `total` null: not known. */
export interface Progress {
  readonly done: number;
  readonly total: number | null;
  /** What is counted: `rows`, `items`. */
  readonly unit: string;
}

/** What a run works with. */
export interface JobContext<Checkpoint, Ports> {
  readonly runId: string;
  readonly projectId: string;
  /** Which start of the run this is, from 1. */
  readonly attempt: number;
  /** The stores and roles that jobs of this worker may use. */
  readonly ports: Ports;
  /** What the start before this one saved last; null at the first, and where nothing was saved. */
  readonly checkpoint: Checkpoint | null;
  /** Aborted when the run is cancelled, the worker drains, or another worker has taken the run over. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /**
   * Keeps how far the run has come, so that a later start goes on from here: whatever the checkpoint speaks of must be stored
   * before. Throws where the run must stop; let that pass.
   */
  save(checkpoint: Checkpoint, progress: Progress): Promise<void>;
}

interface JobDefinition<Input, Checkpoint, Result, Ports> {
  /** `export-requests`: the name of its queue. */
  readonly name: string;
  /** Runs of one project at a time, over all workers. */
  readonly perProject: number;
  readonly input: z.ZodType<Input>;
  readonly checkpoint: z.ZodType<Checkpoint>;
  /**
   * Does the work; its result is kept as JSON. It is started again, with its last checkpoint, after the death of its worker, a
   * drain, or a failure that may pass; what it does between two checkpoints must bear being done twice. A `SignalboxError` whose
   * code is not retryable ends the run as failed.
   */
  readonly run: (context: JobContext<Checkpoint, Ports>, input: Input) => Promise<Result>;
}

/** A kind of background work, as the queue and the worker take it. */
export interface Job<Input, Ports> {
  readonly name: string;
  readonly perProject: number;
  readonly input: z.ZodType<Input>;
  /** Checks input and checkpoint, which come from the store, and runs. */
  readonly start: (context: JobContext<unknown, Ports>, input: unknown) => Promise<unknown>;
}

export function defineJob<Input, Checkpoint, Result, Ports>(
  definition: JobDefinition<Input, Checkpoint, Result, Ports>,
): Job<Input, Ports> {
  const { name, perProject, input, checkpoint, run } = definition;
  return {
    name,
    perProject,
    input,
    start: (context, given) => {
      const saved = context.checkpoint === null ? null : checkpoint.parse(context.checkpoint);
      return run({ ...context, checkpoint: saved }, input.parse(given));
    },
  };
}
