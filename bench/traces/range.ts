import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What was ingested into a data directory, kept in it so that a later run can ask without ingesting. */
export const IngestedRange = z.object({
  rows: z.number(),
  fromUs: z.number(),
  toUs: z.number(),
  /** Some requests of all over the range. */
  sample: z
    .array(
      z.object({
        id: z.string(),
        traceId: z.string(),
        startedAtUs: z.number(),
        question: z.string(),
        answer: z.string(),
      }),
    )
    .readonly(),
});
export type IngestedRange = z.infer<typeof IngestedRange>;

const file = (folder: string): string => join(folder, 'range.json');

export function loadRange(folder: string): IngestedRange | null {
  return existsSync(file(folder))
    ? IngestedRange.parse(JSON.parse(readFileSync(file(folder), 'utf8')))
    : null;
}

export function saveRange(folder: string, range: IngestedRange): void {
  writeFileSync(file(folder), JSON.stringify(range));
}
