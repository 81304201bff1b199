import { expect, it } from 'vitest';
import { filterWords } from './filter-words.ts';
import { timeLeft } from './time-left.ts';

const at = Date.parse('2026-03-01T10:00:00Z');

it('reckons rate and time left from what was done since the start', () => {
  const shown = { started_at: '2026-03-01T10:00:00Z', rows_done: 20_000, rows_total: 100_000 };
  expect(timeLeft(shown, at + 2_000)).toBe(', 10k a second, 8 s left');
});

it('says nothing before there is anything to reckon from', () => {
  const shown = { started_at: null, rows_done: 0, rows_total: null };
  expect(timeLeft(shown, at)).toBe('');
  expect(timeLeft({ ...shown, started_at: '2026-03-01T10:00:00Z', rows_total: 5 }, at)).toBe('');
});

it('puts a filter in words, without the place', () => {
  const filter = {
    from: '2026-03-01T00:00:00Z',
    to: '2026-03-02T00:00:00Z',
    environment: '0199',
    not_model: 'gpt-5',
  };
  expect(filterWords(filter)).toMatch(/^2026-0\d-\d\d \d\d:\d\d to .*, not model gpt-5$/);
});
