import { refusalOf } from '../fields/derive.ts';
import { REQUEST_FIELDS } from '../fields/request-fields.ts';
import { RequestEnd } from '../record.ts';
import type { RequestRecord } from '../request-record.ts';
import type { Buried } from './dead-letter.ts';
import { isWellFormed } from './well-formed.ts';

export type Checked =
  | { readonly ok: true; readonly end: RequestEnd }
  | ({ readonly ok: false } & Buried);

/**
 * Everything that a store could refuse in a row is found here, before the insert: one bad record must not hold up its frame.
 * Depends on the record alone, so a replay comes to the same result.
 */
export function checkRecord(record: RequestRecord): Checked {
  let header: unknown;
  try {
    header = JSON.parse(record.header.toString('utf8'));
  } catch {
    return { ok: false, reason: 'the header is not JSON', projectId: '', keep: 'bodies' };
  }
  let reason: string | null;
  if (isWellFormed(header)) {
    reason = refusal(header, record);
    if (reason === null) return { ok: true, end: header };
  } else {
    const parsed = RequestEnd.safeParse(header);
    reason = parsed.success
      ? refusal(parsed.data, record)
      : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    if (parsed.success && reason === null) return { ok: true, end: parsed.data };
  }
  const { project_id: project, capture } = (header ?? {}) as Record<string, unknown>;
  return {
    ok: false,
    reason: (reason ?? '').slice(0, 1000),
    projectId: typeof project === 'string' ? project : '',
    keep: capture === 'metadata' || capture === 'off' ? 'header' : 'bodies',
  };
}

/** The project that a header names, as whatever kind of record it stands in; empty where it names none. */
export function projectOf(header: Buffer): string {
  try {
    const { project_id } = JSON.parse(header.toString('utf8'));
    return typeof project_id === 'string' ? project_id : '';
  } catch {
    return '';
  }
}

const refusalOfFields = refusalOf<RequestEnd>(REQUEST_FIELDS);

function refusal(end: RequestEnd, record: RequestRecord): string | null {
  if (end.id !== record.id) return 'the header is of another request than the record';
  return refusalOfFields(end);
}
