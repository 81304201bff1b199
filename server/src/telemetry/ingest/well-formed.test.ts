import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RequestEnd } from '../record.ts';
import { requestEnd } from '../testing/records.ts';
import { isWellFormed } from './well-formed.ts';

const whole = requestEnd({
  user: 'u',
  tags: ['t'],
  metadata: { a: 'b' },
  ttft_us: 1,
  output_chunks: 2,
  parent_span_id: 'x',
  system_fingerprint: 'f',
  error_code: 'e',
  error_message: 'm',
  upstream_code: 'rate_limit_exceeded',
  upstream_status: 429,
  session: 's',
});

/** Every path to a value in the header. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [
    [...path],
    ...Object.entries(value).flatMap(([name, item]) => pathsOf(item, [...path, name])),
  ].filter((p) => p.length > 0);
}

function replaced(path: readonly string[], by: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(whole));
  let at = copy;
  for (const name of path.slice(0, -1)) at = at[name];
  if (by === undefined) delete at[path.at(-1)!];
  else at[path.at(-1)!] = by;
  // As it would arrive: no holes, no infinities.
  return JSON.parse(JSON.stringify(copy));
}

it('knows a whole header', () => {
  expect(isWellFormed(whole)).toBe(true);
  expect(isWellFormed(requestEnd({ usage: null, cost: null, attempts: [], user: null }))).toBe(
    true,
  );
});

it('passes nothing that the schema refuses', () => {
  const odd = fc.oneof(
    fc.constantFrom(
      undefined,
      null,
      '',
      'ok',
      'full',
      -1,
      0,
      1,
      1.5,
      2 ** 53,
      Number.MAX_SAFE_INTEGER,
      true,
      [],
      {},
      [1],
      ['x'],
      { x: 1 },
      { x: 'y' },
      '9'.repeat(31),
    ),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...pathsOf(whole)), odd, (path, by) => {
      const header = replaced(path, by);
      if (isWellFormed(header)) expect(RequestEnd.safeParse(header).error).toBeUndefined();
    }),
    { numRuns: 3000 },
  );
});
