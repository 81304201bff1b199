import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What holds where a request does not say: `<weights without .gguf>.defaults.json` beside the weights, if there is one. */
export const ModelDefaults = z.strictObject({
  /** Put first where the messages hold no system message; null leaves it to the model's chat template. */
  system: z.string().nullable().default(null),
  temperature: z.number().min(0).max(2).default(0.8),
  top_p: z.number().min(0).max(1).default(0.95),
  max_tokens: z.int().min(1).default(1024),
});
export type ModelDefaults = z.infer<typeof ModelDefaults>;

export async function readModelDefaults(weights: string): Promise<ModelDefaults> {
  const path = `${weights.replace(/\.gguf$/i, '')}.defaults.json`;
  try {
    return ModelDefaults.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ModelDefaults.parse({});
    throw new Error(`${path} is not valid: ${String(error)}`, { cause: error });
  }
}
