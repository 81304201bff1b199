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

/** What `requests` and `requests_list` begin with: these fields are written once for both. */
export const COMMON_COLUMNS = [
  ...TENANT,
  'key_id',
  'request_id',
  'trace_id',
  'parent_span_id',
  'started_at',
  'operation',
  'stream',
  'requested_model',
  'provider',
  'model',
  'status',
  'http_status',
  'error_code',
  'upstream_code',
  'upstream_status',
  'user',
  'session',
  'tags',
  'metadata',
  'ttft_us',
  'total_us',
  'overhead_us',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cost_usd',
  'attempts',
  'expires_at',
] as const;

export const REQUESTS: Table = {
  name: 'requests',
  columns: [
    ...COMMON_COLUMNS,
    'claimed_started_at_us',
    'gateway',
    'protocol',
    'capture',
    'response_model',
    'response_id',
    'system_fingerprint',
    'error_message_escaped',
    'finish_reasons',
    'step_authenticate_us',
    'step_admit_us',
    'step_route_us',
    'step_infer_us',
    'step_settle_us',
    'step_record_us',
    'other_steps_us',
    'output_chunks',
    'input_audio_tokens',
    'output_audio_tokens',
    'images',
    'cost_by_kind',
    'price_version',
    'request_bytes',
    'response_bytes',
    'response_content_type',
    'payload_dropped',
  ],
  keySql: 'toString(request_id)',
  scopeSql: BY_REQUEST,
};

export const REQUESTS_LIST: Table = {
  name: 'requests_list',
  columns: [...COMMON_COLUMNS, 'input_escaped', 'output_escaped'],
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
    'provider',
    'model',
    'status',
    'http_status',
    'error_code',
    'start_us',
    'first_byte_us',
    'end_us',
    'reason',
    'upstream_code',
    'error_message',
    'upstream_request_id',
    'input_tokens',
    'cached_input_tokens',
    'cache_write_tokens',
    'output_tokens',
    'reasoning_tokens',
    'input_audio_tokens',
    'output_audio_tokens',
    'images',
    'cost_usd',
    'cost_by_kind',
    'price_version',
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
