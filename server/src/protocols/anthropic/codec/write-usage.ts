import type { JsonObject } from '../../../lib/json-object.ts';
import type { Usage } from '../../conversation/usage.ts';

/**
 * A message's `usage`, whose `input_tokens` are those that neither came from the cache nor went into it. What is not known is 0
 * where clients count on a number, and null elsewhere.
 */
export function writeUsage(usage: Usage | null): JsonObject {
  const {
    input = 0,
    cached_input: read,
    cache_write: written,
    output = 0,
    reasoning,
    web_searches: searches,
  } = usage ?? {};
  return {
    input_tokens: Math.max(0, input - (read ?? 0) - (written ?? 0)),
    cache_creation_input_tokens: written ?? null,
    cache_read_input_tokens: read ?? null,
    output_tokens: output,
    output_tokens_details: reasoning === undefined ? null : { thinking_tokens: reasoning },
    server_tool_use:
      searches === undefined ? null : { web_search_requests: searches, web_fetch_requests: 0 },
  };
}

/** As a whole message has it. */
export function writeMessageUsage(usage: Usage | null): JsonObject {
  return {
    ...writeUsage(usage),
    cache_creation: agesOf(usage),
    inference_geo: null,
    service_tier: null,
    speed: null,
  };
}

/** What was written to the cache, by how long it is kept; null where that is not known. */
function agesOf(usage: Usage | null): JsonObject | null {
  const long = usage?.cache_write_1h;
  return long === undefined
    ? null
    : {
        ephemeral_5m_input_tokens: Math.max(0, (usage?.cache_write ?? 0) - long),
        ephemeral_1h_input_tokens: long,
      };
}
