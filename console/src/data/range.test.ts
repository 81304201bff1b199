import { describe, expect, it } from 'vitest';
import { rangeBefore, readRange } from './range.ts';

const now = Date.parse('2026-03-01T12:00:00Z');

describe('the time range of an address', () => {
  it('is the last day where none is named', () => {
    expect(readRange({}, now)).toEqual({
      from: '2026-02-28T12:00:00.000Z',
      to: '2026-03-01T12:00:00.000Z',
      relative: '24h',
      endsNow: true,
    });
  });

  it('is relative by name', () => {
    expect(readRange({ range: '1h' }, now).from).toBe('2026-03-01T11:00:00.000Z');
  });

  it('is absolute where both ends are given, whatever else is', () => {
    const search = { from: '2026-01-01', to: '2026-01-02T00:00:00+01:00', range: '1h' };
    expect(readRange(search, now)).toEqual({
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-01T23:00:00.000Z',
      relative: null,
      endsNow: false,
    });
  });

  it('falls back where it makes no sense', () => {
    expect(readRange({ from: '2026-01-02', to: '2026-01-01' }, now).relative).toBe('24h');
    expect(readRange({ from: 'yesterday', to: 'x' }, now).relative).toBe('24h');
    expect(readRange({ range: 'constructor' }, now).relative).toBe('24h');
  });

  it('has a period before of the same length', () => {
    expect(rangeBefore(readRange({ range: '1h' }, now))).toEqual({
      from: '2026-03-01T10:00:00.000Z',
      to: '2026-03-01T11:00:00.000Z',
      relative: null,
      endsNow: false,
    });
  });
});
