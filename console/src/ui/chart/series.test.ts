import { describe, expect, it } from 'vitest';
import { toCsv, toRows } from './series.ts';

const series = [
  {
    name: 'a,"b"',
    points: [
      [2000, 5],
      [1000, null],
    ] as const,
  },
  { name: '=cmd()', points: [[3000, -1]] as const },
];

describe('a chart without its picture', () => {
  it('has a line for each interval and gaps where nothing is known', () => {
    expect(toRows(series)).toEqual([
      { at: 1000, values: [null, null] },
      { at: 2000, values: [5, null] },
      { at: 3000, values: [null, -1] },
    ]);
  });

  it('is CSV that no spreadsheet runs', () => {
    expect(toCsv(series).split('\r\n')).toEqual([
      `time,"a,""b""",'=cmd()`,
      '1970-01-01T00:00:01.000Z,,',
      '1970-01-01T00:00:02.000Z,5,',
      '1970-01-01T00:00:03.000Z,,-1',
      '',
    ]);
  });
});
