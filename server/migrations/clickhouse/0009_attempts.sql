-- An attempt is a row of its own, the last one too: what it used, what it cost, why it was made and what the provider called its
-- failure. Of requests from before, the last attempt stands in `requests` (`attempt_…`), which new rows leave empty, and what
-- they used and cost is the request's.
-- undo: ALTER TABLE attempts DROP COLUMN IF EXISTS reason, DROP COLUMN IF EXISTS upstream_code, DROP COLUMN IF EXISTS error_message, DROP COLUMN IF EXISTS upstream_request_id, DROP COLUMN IF EXISTS input_tokens, DROP COLUMN IF EXISTS cached_input_tokens, DROP COLUMN IF EXISTS cache_write_tokens, DROP COLUMN IF EXISTS output_tokens, DROP COLUMN IF EXISTS reasoning_tokens, DROP COLUMN IF EXISTS input_audio_tokens, DROP COLUMN IF EXISTS output_audio_tokens, DROP COLUMN IF EXISTS images, DROP COLUMN IF EXISTS cost_usd, DROP COLUMN IF EXISTS cost_by_kind, DROP COLUMN IF EXISTS price_version
ALTER TABLE attempts
  ADD COLUMN reason String AFTER error_code,
  ADD COLUMN upstream_code String AFTER reason,
  ADD COLUMN error_message String AFTER upstream_code,
  ADD COLUMN upstream_request_id String AFTER error_message,
  ADD COLUMN input_tokens Nullable(UInt64) AFTER end_us,
  ADD COLUMN cached_input_tokens Nullable(UInt64) AFTER input_tokens,
  ADD COLUMN cache_write_tokens Nullable(UInt64) AFTER cached_input_tokens,
  ADD COLUMN output_tokens Nullable(UInt64) AFTER cache_write_tokens,
  ADD COLUMN reasoning_tokens Nullable(UInt64) AFTER output_tokens,
  ADD COLUMN input_audio_tokens Nullable(UInt64) AFTER reasoning_tokens,
  ADD COLUMN output_audio_tokens Nullable(UInt64) AFTER input_audio_tokens,
  ADD COLUMN images Nullable(UInt64) AFTER output_audio_tokens,
  ADD COLUMN cost_usd Nullable(Decimal(38, 12)) AFTER images,
  ADD COLUMN cost_by_kind Map(String, Decimal(38, 12)) AFTER cost_usd,
  ADD COLUMN price_version String AFTER cost_by_kind;

-- It now gets a part with every frame, as `requests` does (`0002_merges.sql`).
-- undo: ALTER TABLE attempts RESET SETTING merge_selector_base, min_parts_to_merge_at_once
ALTER TABLE attempts MODIFY SETTING merge_selector_base = 20, min_parts_to_merge_at_once = 16;
