import { expect, it } from 'vitest';
import { readRateNotice } from './rate-headers.ts';

const NOW = Date.UTC(2026, 10, 29, 12, 0, 0);

it.each<[Record<string, string>, number | null, number | null]>([
  [{}, null, null],
  [{ 'retry-after': '3' }, 3_000, null],
  [{ 'retry-after-ms': '250', 'retry-after': '1' }, 250, null],
  [{ 'retry-after': 'Sun, 29 Nov 2026 12:00:05 GMT' }, 5_000, null],
  [{ 'retry-after': 'Sun, 29 Nov 2026 11:00:00 GMT' }, 0, null],
  [{ 'retry-after': 'soon' }, null, null],
  [{ 'retry-after': '999999999' }, 86_400_000, null],
  // OpenAI's durations.
  [
    { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m30.5s' },
    null,
    90_500,
  ],
  [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '12ms' }, null, 12],
  [{ 'x-ratelimit-remaining-requests': '4', 'x-ratelimit-reset-requests': '1s' }, null, null],
  [{ 'x-ratelimit-remaining-requests': 'x', 'x-ratelimit-reset-requests': '1s' }, null, null],
  // Anthropic's dates.
  [
    {
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-11-29T12:00:20Z',
    },
    null,
    20_000,
  ],
])('reads %o', (headers, retryAfterMs, emptyForMs) => {
  expect(readRateNotice(headers, NOW)).toEqual({ retryAfterMs, emptyForMs });
});
