import { expect, it } from 'vitest';
import { csvRecord } from './csv.ts';

it('quotes what has to be quoted, and ends with CRLF', () => {
  expect(csvRecord(['a', 1.5, true, null, 'b,"c"\nd'])).toBe('a,1.5,true,,"b,""c""\nd"\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', ';=1', '\r=1'])(
  'makes a text of %j, which a spreadsheet would run',
  (text) => {
    expect(csvRecord([text])).toMatch(/^"?'/);
  },
);

it('leaves a negative number a number', () => {
  expect(csvRecord([-1])).toBe('-1\r\n');
});
