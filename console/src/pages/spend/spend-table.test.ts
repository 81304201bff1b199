import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageRow } from '../../observe/types.ts';
import { spendCsv, spendFileName } from './spend-csv.ts';
import { type SpendTable, spendTable } from './spend-table.ts';
import { filterOfNone, spenderOf } from './spender.ts';
import { NOTHING, type Sums, sumOf, without } from './sums.ts';

const sums = (requests: number, cost_usd: string | null, changes: Partial<Sums> = {}): Sums => ({
  ...NOTHING,
  requests,
  cost_usd,
  priced_requests: cost_usd === null ? 0 : requests,
  input_tokens: requests * 10,
  ...changes,
});
const row = (of: Partial<UsageRow>, figures: Sums): UsageRow => ({
  cache_write_tokens: null,
  reasoning_tokens: null,
  aborted: 0,
  metered_requests: figures.requests,
  total_ms_mean: null,
  ...figures,
  ...of,
});
const byUser = spenderOf('user');
const named = (id: string) => id;
const figuresOf = (table: SpendTable) =>
  [...table.rows, ...table.rest].map(({ kind, name, sums: { requests, cost_usd } }) => [
    kind,
    name,
    requests,
    cost_usd,
  ]);

describe('who spends', () => {
  it('adds up to the total, with the requests that name nobody', () => {
    const table = spendTable(
      byUser,
      [
        row({ user: 'ada' }, sums(3, '0.100000000000')),
        row({ user: null }, sums(2, '0.200000000000')),
        row({ user: 'bob' }, sums(1, null)),
      ],
      null,
      named,
    );
    expect(figuresOf(table)).toEqual([
      ['one', 'ada', 3, '0.100000000000'],
      ['one', 'bob', 1, null],
      ['none', 'none', 2, '0.200000000000'],
      // Not 0.30000000000000004.
      ['total', 'total', 6, '0.300000000000'],
    ]);
  });

  it('of a part says what the others have', () => {
    const table = spendTable(
      byUser,
      [row({ user: 'ada' }, sums(3, '1.000000000000'))],
      { whole: sums(10, '5.500000000001'), none: sums(2, '0.500000000000') },
      named,
    );
    expect(figuresOf(table)).toEqual([
      ['one', 'ada', 3, '1.000000000000'],
      ['none', 'none', 2, '0.500000000000'],
      ['others', 'others', 5, '4.000000000001'],
      ['total', 'total', 10, '5.500000000001'],
    ]);
  });

  it('never has others of less than nothing where requests came in between two questions', () => {
    const table = spendTable(
      byUser,
      [row({ user: 'ada' }, sums(12, '2.000000000000'))],
      { whole: sums(10, '1.500000000000'), none: NOTHING },
      named,
    );
    expect(figuresOf(table).slice(1)).toEqual([['total', 'total', 12, '2.000000000000']]);
  });

  it('by tag counts a request for each of its tags and once in the total', () => {
    const table = spendTable(
      spenderOf('tag'),
      [row({ tag: 'a' }, sums(3, '3')), row({ tag: 'b' }, sums(3, '3'))],
      { whole: sums(4, '4.000000000000'), none: sums(1, '1.000000000000') },
      named,
    );
    expect(figuresOf(table).slice(2)).toEqual([
      ['none', 'none', 1, '1.000000000000'],
      ['total', 'total', 4, '4.000000000000'],
    ]);
  });

  it('finds those without a name only where the filter leaves them', () => {
    const range = { from: 'a', to: 'b' };
    expect(filterOfNone(byUser, range)).toEqual({ ...range, user: ',' });
    expect(filterOfNone(byUser, { ...range, user: 'ada' })).toBeNull();
    expect(filterOfNone(byUser, { ...range, user: 'ada,' })).toEqual({ ...range, user: ',' });
  });
});

describe('sums', () => {
  const figure = fc.record({
    requests: fc.integer({ min: 1, max: 1e6 }),
    pico: fc.bigInt({ min: 0n, max: 10n ** 20n }),
  });
  it('are exact: what is added and taken away again is as before', () => {
    fc.assert(
      fc.property(figure, figure, (a, b) => {
        const [x, y] = [a, b].map(({ requests, pico }) => {
          const text = String(pico).padStart(13, '0');
          return sums(requests, `${text.slice(0, -12)}.${text.slice(-12)}`);
        }) as [Sums, Sums];
        expect(without(sumOf([x, y]), y)).toEqual(x);
      }),
    );
  });
});

describe('its CSV', () => {
  const table = spendTable(
    spenderOf('key'),
    [row({ key: 'id-1' }, sums(3, '0.100000000000'))],
    null,
    (id) => (id === 'id-1' ? '=cmd|shop' : id),
  );
  it('has names with their ids, every figure as it is, and no formula', () => {
    expect(spendCsv(spenderOf('key'), table).split('\r\n')).toEqual([
      'row,key,key_id,cost_usd,priced_requests,requests,errors,input_tokens,cached_input_tokens,output_tokens',
      "one,'=cmd|shop,id-1,0.100000000000,3,3,0,30,,",
      'total,,,0.100000000000,3,3,0,30,,',
      '',
    ]);
  });
  it('says by its name of which days it is, and since when where some are not kept', () => {
    const [from, to] = [new Date(2026, 9, 1), new Date(2026, 10, 1)];
    const range = { from: from.toISOString(), to: to.toISOString() };
    expect(spendFileName(byUser, range, null)).toBe('spend-by-user-2026-10-01-to-2026-10-31.csv');
    const since = new Date(2026, 9, 20, 10).getTime();
    expect(spendFileName(byUser, range, { days: 30, since })).toBe(
      'spend-by-user-2026-10-01-to-2026-10-31-only-since-2026-10-20.csv',
    );
  });
});
