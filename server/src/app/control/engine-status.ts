import { z } from 'zod';
import type { LocalState } from '../../inference/wiring.ts';
import type { LinkClient } from '../../platform/link/index.ts';

const WAIT_MS = 2_000;

const Progress = z.object({
  elapsed_ms: z.number(),
  written_bytes: z.number().int().describe('On the disk so far.'),
  about_bytes: z.number().int().describe('What it takes in the end, more or less.'),
});

/** What the engine's `/status` answers. */
const Answer = z.object({
  state: z.enum(['installing', 'ready', 'failed']),
  error: z.string().optional(),
  installation: Progress.nullable(),
  models: z.array(
    z.object({
      name: z.string(),
      loaded: z.boolean(),
      memory_bytes: z.number(),
      users: z.number(),
    }),
  ),
  rss_bytes: z.number(),
  requests: z.number(),
  requests_refused: z.number(),
});

/** `off`: this installation serves no local models. `resting`: it starts with the next request. */
export const EngineStatus = z.object({
  state: z.enum(['off', 'resting', 'installing', 'ready', 'failed', 'silent']),
  error: z.string().nullable(),
  installation: Progress.nullable().describe('How far an installation is that runs.'),
  rss_bytes: z.number().int().nullable(),
  requests: z.number().int().describe('In work and in wait together.'),
  requests_refused: z.number().int().describe('Since the engine started: its queue was full.'),
});
export type EngineStatus = z.infer<typeof EngineStatus>;

export interface EngineView {
  readonly status: EngineStatus;
  /** Null: not known. */
  readonly models: ReadonlyMap<string, LocalState> | null;
}

const NO_MODELS: ReadonlyMap<string, LocalState> = new Map();
const idle = (state: EngineStatus['state']): EngineStatus => ({
  state,
  error: null,
  installation: null,
  rss_bytes: null,
  requests: 0,
  requests_refused: 0,
});

/** Asks the engine how it is, without starting it. */
export async function viewEngine(engine: LinkClient, enabled: boolean): Promise<EngineView> {
  if (!enabled) return { status: idle('off'), models: NO_MODELS };
  try {
    const signal = AbortSignal.timeout(WAIT_MS);
    const {
      models,
      error = null,
      ...status
    } = await engine.json('GET', '/status', Answer, { signal });
    return {
      status: { ...status, error },
      models: new Map(
        models.map(({ name, loaded, memory_bytes, users }) => [
          name,
          { state: loaded ? 'loaded' : 'loading', memory_bytes, requests: users },
        ]),
      ),
    };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    const resting = code === 'ENOENT' || code === 'ECONNREFUSED';
    return resting
      ? { status: idle('resting'), models: NO_MODELS }
      : { status: idle('silent'), models: null };
  }
}
