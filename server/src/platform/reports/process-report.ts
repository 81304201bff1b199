import { z } from 'zod';

/** What a process tells control of itself, every few seconds (`POST /report`). */
export const ProcessReport = z.object({
  v: z.literal(1),
  /** Unique among those that run, the same as on the config stream. */
  process: z.string(),
  pid: z.number().int(),
  host: z.string(),
  version: z.string(),
  started_at: z.string(),
  rss_bytes: z.number().int(),
  /** The last one: it ends as it was asked to. */
  ended: z.literal(true).optional(),
  /** The role's own account. */
  details: z.record(z.string(), z.unknown()),
});
export type ProcessReport = z.infer<typeof ProcessReport>;
