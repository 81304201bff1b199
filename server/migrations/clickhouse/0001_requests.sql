-- The trace store. Columns that have a counterpart in OpenTelemetry's GenAI semantic conventions (1.41):
--
--   operation          gen_ai.operation.name          input_tokens          gen_ai.usage.input_tokens
--   provider           gen_ai.provider.name           output_tokens         gen_ai.usage.output_tokens
--   model              gen_ai.request.model           cached_input_tokens   gen_ai.usage.cache_read.input_tokens
--   response_model     gen_ai.response.model          cache_write_tokens    gen_ai.usage.cache_creation.input_tokens
--   response_id        gen_ai.response.id             reasoning_tokens      gen_ai.usage.reasoning.output_tokens
--   finish_reasons     gen_ai.response.finish_reasons session               gen_ai.conversation.id
--   system_fingerprint openai.response.system_fingerprint                   error_code   error.type
--   ttft_us            gen_ai.server.time_to_first_token (seconds there)
--   total_us           gen_ai.client.operation.duration (seconds there)
--   TPOT is not stored: (total_us - ttft_us) / (output_tokens - 1), gen_ai.server.time_per_output_token
--   trace_id, request_id as trace and span; user as user.id; http_status as http.response.status_code
--
-- `model` is what was sent upstream, `requested_model` what the client wrote. An empty text and an http_status of 0 mean "none";
-- a number that may be unknown is Nullable, since unknown is not zero. Times are microseconds since the request began.
--
-- Text that may have several lines is inserted through its `_escaped` column, which is not stored: chDB takes an empty line for
-- the end of an insert's data. There each line break after another has a \x01 before it, and each \x01 a \x02 after it.
--
-- Granules are small where single rows of many parts are read: a page of a list, one request, its bodies.
-- Each table has a deduplication window: one frame is one insert under one token, also when it is sent again.
-- A part is flushed to the disk before its insert is answered. `expires_at` is the project's retention at the frame's cut.

-- undo: DROP TABLE IF EXISTS requests SYNC
CREATE TABLE requests (
  organisation_id String,
  project_id String,
  environment_id String,
  key_id String,
  request_id UUID,
  trace_id String,
  parent_span_id String,
  started_at DateTime64(6, 'UTC'),
  -- What the gateway said, where it was too far from the frame's cut to be kept.
  claimed_started_at_us Nullable(Int64),
  gateway String,
  protocol String,
  operation String,
  stream Bool,
  capture String,
  requested_model String,
  provider String,
  model String,
  response_model String,
  response_id String,
  system_fingerprint String,
  status String,
  http_status UInt16,
  error_code String,
  error_message String DEFAULT replaceAll(replaceAll(error_message_escaped, '\x01\n', '\n'), '\x01\x02', '\x01'),
  error_message_escaped String EPHEMERAL,
  finish_reasons Array(String),
  user String,
  session String,
  tags Array(String),
  metadata Map(String, String),
  -- The pipeline's steps; those that a later version adds are in the map until they get a column.
  step_authenticate_us UInt64,
  step_admit_us UInt64,
  step_route_us UInt64,
  step_infer_us UInt64,
  step_settle_us UInt64,
  step_record_us UInt64,
  other_steps_us Map(String, UInt64),
  ttft_us Nullable(UInt64),
  output_chunks Nullable(UInt64),
  total_us UInt64,
  overhead_us UInt64,
  input_tokens Nullable(UInt64),
  cached_input_tokens Nullable(UInt64),
  cache_write_tokens Nullable(UInt64),
  output_tokens Nullable(UInt64),
  reasoning_tokens Nullable(UInt64),
  input_audio_tokens Nullable(UInt64),
  output_audio_tokens Nullable(UInt64),
  images Nullable(UInt64),
  cost_usd Nullable(Decimal(38, 12)),
  cost_by_kind Map(String, Decimal(38, 12)),
  price_version String,
  -- The last attempt is here, those before it are rows of `attempts`.
  attempts UInt16,
  attempt_status String,
  attempt_http_status UInt16,
  attempt_error_code String,
  attempt_start_us UInt64,
  attempt_first_byte_us Nullable(UInt64),
  attempt_end_us UInt64,
  request_bytes UInt64,
  response_bytes UInt64,
  response_content_type String,
  payload_dropped Bool,
  expires_at DateTime('UTC'),
  INDEX by_trace trace_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX by_request request_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(started_at)
ORDER BY (project_id, toStartOfHour(started_at), request_id)
TTL expires_at DELETE
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- For every list, chart and sum. `input` and `output` are the first 200 characters of the last user message and of the answer.
-- undo: DROP TABLE IF EXISTS requests_list SYNC
CREATE TABLE requests_list (
  organisation_id LowCardinality(String),
  project_id LowCardinality(String),
  environment_id LowCardinality(String),
  key_id LowCardinality(String),
  request_id UUID,
  trace_id String,
  started_at DateTime64(6, 'UTC'),
  operation LowCardinality(String),
  stream Bool,
  requested_model LowCardinality(String),
  provider LowCardinality(String),
  model LowCardinality(String),
  status LowCardinality(String),
  http_status UInt16,
  error_code LowCardinality(String),
  user String,
  session String,
  tags Array(LowCardinality(String)),
  input String DEFAULT replaceAll(replaceAll(input_escaped, '\x01\n', '\n'), '\x01\x02', '\x01'),
  input_escaped String EPHEMERAL,
  output String DEFAULT replaceAll(replaceAll(output_escaped, '\x01\n', '\n'), '\x01\x02', '\x01'),
  output_escaped String EPHEMERAL,
  ttft_us Nullable(UInt64),
  total_us UInt64,
  overhead_us UInt64,
  input_tokens Nullable(UInt64),
  cached_input_tokens Nullable(UInt64),
  cache_write_tokens Nullable(UInt64),
  output_tokens Nullable(UInt64),
  reasoning_tokens Nullable(UInt64),
  cost_usd Nullable(Decimal(38, 12)),
  attempts UInt16,
  expires_at DateTime('UTC'),
  INDEX by_user user TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX by_session session TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(started_at)
ORDER BY (project_id, started_at, request_id)
TTL expires_at DELETE
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- What makes a search in millions of previews quick, where the server knows it (26.2 and chDB do): which words are where.
-- optional
ALTER TABLE requests_list ADD INDEX words_of_input input TYPE text(tokenizer = splitByNonAlpha), ADD INDEX words_of_output output TYPE text(tokenizer = splitByNonAlpha);

-- Attempts before the last one of a request: what was tried and did not answer it.
-- undo: DROP TABLE IF EXISTS attempts SYNC
CREATE TABLE attempts (
  organisation_id String,
  project_id String,
  environment_id String,
  request_id UUID,
  started_at DateTime64(6, 'UTC'),
  attempt UInt16,
  provider String,
  model String,
  status String,
  http_status UInt16,
  error_code String,
  start_us UInt64,
  first_byte_us Nullable(UInt64),
  end_us UInt64,
  expires_at DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(started_at)
ORDER BY (project_id, toStartOfHour(started_at), request_id, attempt)
TTL expires_at DELETE
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Bodies. The request's is a skeleton and its messages: message i belongs at byte message_offsets[i] of the skeleton, before
-- what stands there. The response's is as it came, a stream's events included. `subject` is the end user, for erasure.
-- undo: DROP TABLE IF EXISTS payloads SYNC
CREATE TABLE payloads (
  organisation_id String,
  project_id String,
  environment_id String,
  request_id UUID,
  started_at DateTime64(6, 'UTC'),
  subject String,
  skeleton String DEFAULT replaceAll(replaceAll(skeleton_escaped, '\x01\n', '\n'), '\x01\x02', '\x01') CODEC(ZSTD(1)),
  skeleton_escaped String EPHEMERAL,
  message_offsets Array(UInt32),
  message_hashes Array(String),
  response String DEFAULT replaceAll(replaceAll(response_escaped, '\x01\n', '\n'), '\x01\x02', '\x01') CODEC(ZSTD(1)),
  response_escaped String EPHEMERAL,
  expires_at DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(started_at)
ORDER BY (project_id, toStartOfHour(started_at), request_id)
TTL expires_at DELETE
SETTINGS index_granularity = 128, non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Each message once per project, UTC day and end user, under HMAC-SHA256(the project's payload key, its bytes) in base64url. A message that
-- is stored again (after a restart, or to be kept longer) is merged into the one that is kept longest.
-- undo: DROP TABLE IF EXISTS payload_messages SYNC
CREATE TABLE payload_messages (
  organisation_id String,
  project_id String,
  day Date,
  subject String,
  hash String,
  body String DEFAULT replaceAll(replaceAll(body_escaped, '\x01\n', '\n'), '\x01\x02', '\x01') CODEC(ZSTD(1)),
  body_escaped String EPHEMERAL,
  expires_at DateTime('UTC')
)
ENGINE = ReplacingMergeTree(expires_at)
PARTITION BY toYYYYMMDD(day)
ORDER BY (project_id, day, subject, hash)
TTL expires_at DELETE
SETTINGS index_granularity = 128, non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Records of a frame that no row could be made of, whole, for a person to look at.
-- undo: DROP TABLE IF EXISTS dead_letters SYNC
CREATE TABLE dead_letters (
  project_id String,
  spool_id UUID,
  frame_number UInt64,
  position UInt32,
  cut_at DateTime64(6, 'UTC'),
  request_id String,
  reason String DEFAULT replaceAll(replaceAll(reason_escaped, '\x01\n', '\n'), '\x01\x02', '\x01'),
  reason_escaped String EPHEMERAL,
  header String DEFAULT replaceAll(replaceAll(header_escaped, '\x01\n', '\n'), '\x01\x02', '\x01'),
  header_escaped String EPHEMERAL,
  request String DEFAULT replaceAll(replaceAll(request_escaped, '\x01\n', '\n'), '\x01\x02', '\x01'),
  request_escaped String EPHEMERAL,
  response String DEFAULT replaceAll(replaceAll(response_escaped, '\x01\n', '\n'), '\x01\x02', '\x01'),
  response_escaped String EPHEMERAL,
  expires_at DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(cut_at)
ORDER BY (spool_id, frame_number, position)
TTL expires_at DELETE
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
