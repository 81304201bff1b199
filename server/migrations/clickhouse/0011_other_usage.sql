-- What a request used beside the tokens that have columns: cache writes for an hour, searches by the provider's own tools, seconds
-- of sound, by the kinds' names, so that a further kind needs no column. Rows from before have none.
-- undo: ALTER TABLE requests DROP COLUMN IF EXISTS other_usage
ALTER TABLE requests ADD COLUMN other_usage Map(LowCardinality(String), UInt64) AFTER reasoning_tokens;
-- undo: ALTER TABLE requests_list DROP COLUMN IF EXISTS other_usage
ALTER TABLE requests_list ADD COLUMN other_usage Map(LowCardinality(String), UInt64) AFTER reasoning_tokens;
-- undo: ALTER TABLE attempts DROP COLUMN IF EXISTS other_usage
ALTER TABLE attempts ADD COLUMN other_usage Map(LowCardinality(String), UInt64) AFTER reasoning_tokens;
