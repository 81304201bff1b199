import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatMoney,
  formatPercent,
  formatRate,
  formatRelative,
} from './formats.ts';

describe('numbers as people read them', () => {
  it.each([
    [0, '0'],
    [412, '412'],
    [1000, '1k'],
    [12_431, '12.4k'],
    [999_960, '1M'],
    [3_140_000, '3.14M'],
    [null, '–'],
  ])('count %j', (value, text) => expect(formatCount(value)).toBe(text));

  it.each([
    ['0', '$0'],
    ['0.0042', '$0.0042'],
    ['0.000000150000', '$0.00000015'],
    ['12.4', '$12.40'],
    ['0.5', '$0.500'],
    ['0.999', '$1.00'],
    ['1234.5', '$1.23k'],
    [null, '–'],
    ['nonsense', '–'],
  ])('money %j', (value, text) => expect(formatMoney(value)).toBe(text));

  it.each([
    [0.42, '0.42 ms'],
    [840, '840 ms'],
    [999.6, '1 s'],
    [2_345, '2.3 s'],
    [59_960, '1 min'],
    [80_000, '1 min 20 s'],
    [11_100_000, '3 h 5 min'],
    [null, '–'],
  ])('duration %j', (value, text) => expect(formatDuration(value)).toBe(text));

  it('rates carry what they are of, and nothing of nothing is unknown', () => {
    expect(formatRate(13, 412)).toBe('3.2% of 412');
    expect(formatRate(0, 412)).toBe('0% of 412');
    expect(formatRate(0, 0)).toBe('–');
    expect(formatRate(null, 12)).toBe('–');
    expect(formatPercent(0.0004)).toBe('<0.1%');
    expect(formatPercent(0.9996)).toBe('99.96%');
  });

  it('bytes', () => {
    expect(formatBytes(999)).toBe('999 B');
    expect(formatBytes(98_000_000)).toBe('98 MB');
  });

  it('times relative to now', () => {
    const now = Date.parse('2026-03-01T12:00:00Z');
    expect(formatRelative('2026-03-01T11:59:58Z', now)).toBe('just now');
    expect(formatRelative('2026-03-01T11:55:00Z', now)).toBe('5 min ago');
    expect(formatRelative('2026-03-01T12:05:00Z', now)).toBe('in 5 min');
    expect(formatRelative('2026-02-27T12:00:00Z', now)).toBe('2 d ago');
    expect(formatRelative('2025-02-27T12:00:00Z', now)).toMatch(/2025/);
    expect(formatRelative(null, now)).toBe('–');
  });
});
