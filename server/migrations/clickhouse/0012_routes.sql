-- Which route a request took, in which version, and with which of a provider's credentials each call was made. Rows from before
-- named models, and have none.
-- undo: ALTER TABLE requests DROP COLUMN IF EXISTS route
ALTER TABLE requests ADD COLUMN route LowCardinality(String) AFTER gateway;
-- undo: ALTER TABLE requests DROP COLUMN IF EXISTS route_version
ALTER TABLE requests ADD COLUMN route_version Nullable(UInt64) AFTER route;
-- undo: ALTER TABLE attempts DROP COLUMN IF EXISTS credential_id
ALTER TABLE attempts ADD COLUMN credential_id LowCardinality(String) AFTER model;
