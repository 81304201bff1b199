import type { Preview } from '../../protocols/index.ts';
import { ATTEMPT_FIELDS } from '../fields/attempt-fields.ts';
import { rowWriter } from '../fields/compile.ts';
import { writersOf } from '../fields/derive.ts';
import { REQUEST_FIELDS } from '../fields/request-fields.ts';
import { type Attempt, type RequestEnd, spentBy } from '../record.ts';
import { instant } from './fields.ts';
import { cut } from './preview.ts';
import type { RowTimes } from './row-times.ts';

const common = rowWriter<RequestEnd>(writersOf(REQUEST_FIELDS, 'both', 'record'));
const commonPlaced = rowWriter<RowTimes>(writersOf(REQUEST_FIELDS, 'both', 'times'));
const details = rowWriter<RequestEnd>(writersOf(REQUEST_FIELDS, 'requests', 'record'));
const detailsPlaced = rowWriter<RowTimes>(writersOf(REQUEST_FIELDS, 'requests', 'times'));
const previews = rowWriter<Preview>(writersOf(REQUEST_FIELDS, 'list', 'preview'));
const attempts = rowWriter<Attempt>(writersOf(ATTEMPT_FIELDS, 'attempts', 'record'));

/** The columns that `requests` and `requests_list` have in common, `COMMON_COLUMNS`. */
export function commonFields(end: RequestEnd, times: RowTimes): string {
  return `${common(end)},${commonPlaced(times)}`;
}

/** The row of `requests`, in the order of its columns. */
export function requestRow(fields: string, end: RequestEnd, times: RowTimes): string {
  return `${fields},${details(end)},${detailsPlaced(times)}`;
}

/** The row of `requests_list`; the preview is empty where there is nothing to show or to be kept. */
export function listRow(fields: string, { input, output }: Preview): string {
  return `${fields},${previews({ input: cut(input), output: cut(output) })}`;
}

/** The row of `attempts`; `number` counts from 1. */
export function attemptRow(
  end: RequestEnd,
  times: RowTimes,
  attempt: Attempt,
  number: number,
): string {
  const own = attempt.usage !== undefined && attempt.cost !== undefined;
  const fields = attempts(own ? attempt : { ...attempt, ...spentBy(end, attempt) });
  return `${tenant(end)},${end.id},${instant(times.startedAtUs)},${number},${fields},${times.expiresAt}`;
}

export function tenant(end: RequestEnd): string {
  return `${end.organisation_id},${end.project_id},${end.environment_id}`;
}
