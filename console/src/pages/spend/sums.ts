import type { UsageRow } from '../../observe/types.ts';

/** What a row of who spends says, added up exactly. */
export type Sums = Pick<
  UsageRow,
  | 'requests'
  | 'errors'
  | 'input_tokens'
  | 'cached_input_tokens'
  | 'output_tokens'
  | 'cost_usd'
  | 'priced_requests'
>;

export const NOTHING: Sums = {
  requests: 0,
  errors: 0,
  input_tokens: null,
  cached_input_tokens: null,
  output_tokens: null,
  cost_usd: null,
  priced_requests: 0,
};

export function sumOf(rows: readonly Sums[]): Sums {
  return rows.reduce((sum, row) => combined(sum, row, 1), NOTHING);
}

/** What is left of a whole without a part of it. The two may have been asked for a moment apart: never less than nothing. */
export function without(whole: Sums, part: Sums): Sums {
  return combined(whole, part, -1);
}

function combined(a: Sums, b: Sums, sign: 1 | -1): Sums {
  const requests = Math.max(0, a.requests + sign * b.requests);
  if (requests === 0) return NOTHING;
  const counted = (name: keyof Sums): number =>
    Math.max(0, Number(a[name] ?? 0) + sign * Number(b[name] ?? 0));
  // What no request of the whole has is not known of a part of it either.
  const known = (name: 'input_tokens' | 'cached_input_tokens' | 'output_tokens') =>
    a[name] === null && (sign === -1 || b[name] === null) ? null : counted(name);
  const priced = counted('priced_requests');
  return {
    requests,
    errors: counted('errors'),
    input_tokens: known('input_tokens'),
    cached_input_tokens: known('cached_input_tokens'),
    output_tokens: known('output_tokens'),
    cost_usd: priced === 0 ? null : addedUp(a.cost_usd, b.cost_usd, sign),
    priced_requests: priced,
  };
}

const PLACES = 12;

function addedUp(a: string | null, b: string | null, sign: 1 | -1): string {
  const sum = picoOf(a) + BigInt(sign) * picoOf(b);
  const digits = String(sum < 0n ? 0n : sum).padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
}

/** Of decimal text with at most twelve places. */
function picoOf(usd: string | null): bigint {
  const [whole = '0', places = ''] = (usd ?? '0').split('.');
  return BigInt(whole + places.slice(0, PLACES).padEnd(PLACES, '0'));
}
