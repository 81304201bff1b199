import { isDeepStrictEqual } from 'node:util';
import type { Change } from './mutate.ts';

/** Whether `row` has every value of `wanted` already: then a change of it would leave nothing but noise. */
export function isAlready<Row extends object>(row: Row, wanted: Partial<Row>): boolean {
  return Object.entries(wanted).every(([name, value]) =>
    isDeepStrictEqual(row[name as keyof Row], value),
  );
}

/** All that was asked for is so already: no audit row, and nothing that the roles hear of. */
export function unchanged<T>(answer: T): Change<T> {
  return { answer, audit: [], ops: [] };
}
