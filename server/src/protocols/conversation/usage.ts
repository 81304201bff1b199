import { z } from 'zod';
import { USAGE_KIND_NAMES, USAGE_KINDS, type UsageKind } from './usage-kinds.ts';

const Count = z.number().int().nonnegative().optional();

/**
 * What a call used, by kind (`USAGE_KINDS`); a kind that the provider did not report is absent, never 0. `input` includes cached
 * input, cache writes, sound, images and video, `output` includes reasoning, sound, images and video.
 */
export const Usage = z.object(shape()).readonly().meta({ id: 'Usage' });
export type Usage = z.infer<typeof Usage>;

function shape() {
  const kinds = USAGE_KIND_NAMES.map((name) => [name, Count.describe(USAGE_KINDS[name].meaning)]);
  return Object.fromEntries(kinds) as Readonly<Record<UsageKind, typeof Count>>;
}

/** Kind by kind, of those that are known; null where none is. */
export function sumOfUsage(all: readonly (Usage | null)[]): Usage | null {
  const known = all.filter((usage) => usage !== null);
  const [first, ...others] = known;
  if (first === undefined || others.length === 0) return first ?? null;
  const sum: { -readonly [K in keyof Usage]: Usage[K] } = {};
  for (const usage of known) {
    for (const kind of Object.keys(usage) as UsageKind[]) {
      const count = usage[kind];
      if (count !== undefined) sum[kind] = (sum[kind] ?? 0) + count;
    }
  }
  return sum;
}
