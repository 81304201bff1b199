import { ATTEMPT_FIELDS } from './fields/attempt-fields.ts';
import type { Line } from './fields/line.ts';
import { REQUEST_FIELDS } from './fields/request-fields.ts';

/** What ingest knows of a table: its columns in the order of its rows, and what tells two rows of it apart. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** SQL of a row's key as text, the same text that a batch gives with its rows. */
  readonly keySql: string;
  /** SQL that is true of the rows of a frame: parameters `projects`, `from`, `to` (seconds) and `ids`. */
  readonly scopeSql: string;
}

const TENANT = ['organisation_id', 'project_id', 'environment_id'] as const;
const IN_TIME = `project_id IN {projects:Array(String)} AND started_at >= toDateTime64({from:Int64}, 6, 'UTC') AND started_at <= toDateTime64({to:Int64}, 6, 'UTC')`;
const BY_REQUEST = `${IN_TIME} AND request_id IN (SELECT toUUID(arrayJoin({ids:Array(String)})))`;

/** The columns of fields, in the order that `ingest/request-rows.ts` writes them. */
const columnsOf = (fields: readonly Line[], where: string): string[] =>
  ['record', 'times', 'preview'].flatMap((from) =>
    fields.flatMap(({ written }) =>
      written?.in === where && written.from === from ? [written.into] : [],
    ),
  );

/** What `requests` and `requests_list` begin with: these fields are written once for both. */
const COMMON_COLUMNS = columnsOf(REQUEST_FIELDS, 'both');

export const REQUESTS: Table = {
  name: 'requests',
  columns: [...COMMON_COLUMNS, ...columnsOf(REQUEST_FIELDS, 'requests')],
  keySql: 'toString(request_id)',
  scopeSql: BY_REQUEST,
};

export const REQUESTS_LIST: Table = {
  name: 'requests_list',
  columns: [...COMMON_COLUMNS, ...columnsOf(REQUEST_FIELDS, 'list')],
  keySql: 'toString(request_id)',
  scopeSql: BY_REQUEST,
};

export const ATTEMPTS: Table = {
  name: 'attempts',
  columns: [
    ...TENANT,
    'request_id',
    'started_at',
    'attempt',
    ...columnsOf(ATTEMPT_FIELDS, 'attempts'),
    'expires_at',
  ],
  keySql: "concat(toString(request_id), '/', toString(attempt))",
  scopeSql: BY_REQUEST,
};

export const PAYLOADS: Table = {
  name: 'payloads',
  columns: [
    ...TENANT,
    'request_id',
    'started_at',
    'subject',
    'skeleton_escaped',
    'message_offsets',
    'message_hashes',
    'response_escaped',
    'expires_at',
  ],
  keySql: 'toString(request_id)',
  scopeSql: BY_REQUEST,
};

export const PAYLOAD_MESSAGES: Table = {
  name: 'payload_messages',
  columns: [
    'organisation_id',
    'project_id',
    'day',
    'subject',
    'hash',
    'body_escaped',
    'expires_at',
  ],
  keySql:
    "concat(project_id, '/', toString(day), '/', base64Encode(subject), '/', hash, '/', toString(toUnixTimestamp(expires_at)))",
  scopeSql: `project_id IN {projects:Array(String)} AND day >= toDate(toDateTime({from:Int64}, 'UTC')) AND day <= toDate(toDateTime({to:Int64}, 'UTC'))`,
};

export const DEAD_LETTERS: Table = {
  name: 'dead_letters',
  columns: [
    'project_id',
    'spool_id',
    'frame_number',
    'position',
    'cut_at',
    'request_id',
    'reason_escaped',
    'header_escaped',
    'request_escaped',
    'response_escaped',
    'kind',
    'record_escaped',
    'expires_at',
  ],
  keySql: "concat(toString(spool_id), '/', toString(frame_number), '/', toString(position))",
  scopeSql: 'spool_id = {spool:UUID} AND frame_number = {frame:UInt64}',
};
