import { isJsonObject, type JsonObject } from '../../lib/json-object.ts';
import type { Usage } from '../conversation/usage.ts';

/** What a `usage` object counts, each in its own name; what is no count is absent. */
export interface Counts {
  readonly input?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  /** Of it, what is kept for an hour. */
  readonly cacheWriteHour?: number;
  readonly output?: number;
  readonly thinking?: number;
  readonly webSearches?: number;
}

/** Null where it is no usage object. */
export function readCounts(value: unknown): Counts | null {
  if (!isJsonObject(value)) return null;
  const byAge = object(value['cache_creation']);
  const short = count(byAge['ephemeral_5m_input_tokens']);
  const long = count(byAge['ephemeral_1h_input_tokens']);
  const written =
    short === undefined && long === undefined ? undefined : (short ?? 0) + (long ?? 0);
  return withoutUndefined({
    input: count(value['input_tokens']),
    cacheRead: count(value['cache_read_input_tokens']),
    cacheWrite: count(value['cache_creation_input_tokens']) ?? written,
    cacheWriteHour: long,
    output: count(value['output_tokens']),
    thinking: count(object(value['output_tokens_details'])['thinking_tokens']),
    webSearches: count(object(value['server_tool_use'])['web_search_requests']),
  });
}

/**
 * What two events of a stream say together: each count that either has, the larger where both do. A stream begins with the
 * input and a first count of the output, and ends with totals.
 */
export function mergeCounts(known: Counts | null, more: Counts | null): Counts | null {
  if (known === null || more === null) return known ?? more;
  const merged: { -readonly [K in keyof Counts]: Counts[K] } = { ...known };
  for (const name of Object.keys(more) as (keyof Counts)[]) {
    const counted = more[name];
    if (counted !== undefined && counted > (merged[name] ?? -1)) merged[name] = counted;
  }
  return merged;
}

/**
 * In the normal form, whose `input` is all that went in: Anthropic counts what was read from the cache, and what was written to
 * it, beside `input_tokens`. Null where neither input nor output is known.
 */
export function usageOf(counts: Counts | null): Usage | null {
  if (counts === null || (counts.input === undefined && counts.output === undefined)) return null;
  const { input, cacheRead, cacheWrite, cacheWriteHour, output, thinking, webSearches } = counts;
  return withoutUndefined({
    input: input === undefined ? undefined : input + (cacheRead ?? 0) + (cacheWrite ?? 0),
    cached_input: cacheRead,
    cache_write: cacheWrite,
    cache_write_1h: cacheWriteHour,
    output,
    reasoning: thinking,
    web_searches: webSearches,
  });
}

/** At which tier it was served, by the word that prices have for it. */
export function tierOf(usage: unknown): string | null {
  const tier = object(usage)['service_tier'];
  if (typeof tier !== 'string') return null;
  return tier === 'standard' ? 'default' : tier;
}

function object(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function withoutUndefined<T extends Record<string, number | undefined>>(
  counts: T,
): { [K in keyof T]?: number } {
  const known: { [K in keyof T]?: number } = {};
  for (const name of Object.keys(counts) as (keyof T)[]) {
    const counted = counts[name];
    if (counted !== undefined) known[name] = counted;
  }
  return known;
}
