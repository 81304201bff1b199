-- What callers add by x-signalbox-metadata, to filter, group and show lists by. `requests` has it for every request; the lists
-- have it from now on: rows from before count as without any, since copying it for them would rewrite every part of a live table.
-- undo: ALTER TABLE requests_list DROP COLUMN IF EXISTS metadata
ALTER TABLE requests_list ADD COLUMN metadata Map(LowCardinality(String), String) AFTER tags;
