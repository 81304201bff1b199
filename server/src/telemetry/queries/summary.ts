import { z } from 'zod';
import { answerOf, apiMembers, readShape, readSql } from '../fields/derive.ts';
import { REQUEST_FIELDS } from '../fields/request-fields.ts';
import type { TraceSummary } from './schema.ts';

/** The columns that make a summary, of `requests_list` or `requests` named r (a name of a result would hide a column's). */
export const SUMMARY_COLUMNS = readSql(REQUEST_FIELDS, 'lists', ['both']);
/** Of `requests_list`, for whoever may see texts. */
export const PREVIEW_COLUMNS = readSql(REQUEST_FIELDS, 'lists', ['list']);

export const SummaryRow = z.object(readShape(REQUEST_FIELDS, 'lists'));
export type SummaryRow = z.infer<typeof SummaryRow>;

const answer = answerOf(apiMembers(REQUEST_FIELDS, 'lists'));

export const summaryOf = (row: SummaryRow): TraceSummary => answer(row, {});
