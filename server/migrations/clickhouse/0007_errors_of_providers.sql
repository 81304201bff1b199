-- What a provider itself called its error, and with which HTTP status it answered, of requests that failed. Rows from before
-- have none.
-- undo: ALTER TABLE requests DROP COLUMN IF EXISTS upstream_code, DROP COLUMN IF EXISTS upstream_status
ALTER TABLE requests
  ADD COLUMN upstream_code String DEFAULT '' AFTER error_code,
  ADD COLUMN upstream_status UInt16 DEFAULT 0 AFTER upstream_code;

-- undo: ALTER TABLE requests_list DROP COLUMN IF EXISTS upstream_code, DROP COLUMN IF EXISTS upstream_status
ALTER TABLE requests_list
  ADD COLUMN upstream_code LowCardinality(String) DEFAULT '' AFTER error_code,
  ADD COLUMN upstream_status UInt16 DEFAULT 0 AFTER upstream_code;
