import { isUuid } from '../../lib/ids.ts';
import { type Attempt, RequestEnd } from '../record.ts';
import type { RequestRecord } from '../request-record.ts';
import type { Buried } from './dead-letter.ts';
import { isWellFormed } from './well-formed.ts';

/** Beyond it a count is an error of whoever said it, and sums would leave 64 bits. */
const MAX_COUNT = 1e12;
const MAX_PICO_DIGITS = 26;

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

function refusal(end: RequestEnd, record: RequestRecord): string | null {
  if (end.id !== record.id) return 'the header is of another request than the record';
  const { organisation_id, project_id, environment_id, key_id } = end;
  if (!isUuid(end.id)) return 'id is not a UUID';
  if (!isUuid(organisation_id)) return 'organisation_id is not a UUID';
  if (!isUuid(project_id)) return 'project_id is not a UUID';
  if (!isUuid(environment_id)) return 'environment_id is not a UUID';
  if (!isUuid(key_id)) return 'key_id is not a UUID';
  const amounts =
    outOfBounds(end) ?? end.attempts.map(outOfBounds).find((reason) => reason !== null);
  if (amounts != null) return amounts;
  if (end.attempts.length > 65_535) return `${end.attempts.length} attempts`;
  if (end.http_status !== null && !fitsUInt16(end.http_status))
    return `http_status is ${end.http_status}`;
  const { upstream_status: upstream } = end;
  if (upstream != null && !fitsUInt16(upstream)) return `upstream_status is ${upstream}`;
  const status = end.attempts.find((a) => a.http_status !== null && !fitsUInt16(a.http_status));
  if (status !== undefined) return `the http_status of an attempt is ${status.http_status}`;
  return null;
}

function outOfBounds({ usage, cost }: Pick<Attempt, 'usage' | 'cost'>): string | null {
  for (const [kind, count] of Object.entries(usage ?? {})) {
    if (count !== undefined && count > MAX_COUNT) return `usage.${kind} is ${count}`;
  }
  const costs = cost == null ? [] : [cost.total, ...Object.values(cost.by_kind)];
  return costs.some((pico) => pico.length > MAX_PICO_DIGITS) ? 'a cost is out of all bounds' : null;
}

/** What 16 bits hold. */
const fitsUInt16 = (value: number): boolean => value >= 0 && value <= 65_535;
