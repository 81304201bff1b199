-- A search ignores case, and asks the index by the row (`queries/text-search.ts`), so the index is of the small letters. On a
-- store that has rows it is made for them in the background; until then these are read as they are.
-- undo: ALTER TABLE requests_list DROP INDEX IF EXISTS text_of_input, DROP INDEX IF EXISTS text_of_output
-- optional
ALTER TABLE requests_list ADD INDEX text_of_input lowerUTF8(input) TYPE text(tokenizer = splitByNonAlpha), ADD INDEX text_of_output lowerUTF8(output) TYPE text(tokenizer = splitByNonAlpha);

-- optional
ALTER TABLE requests_list MATERIALIZE INDEX text_of_input, MATERIALIZE INDEX text_of_output;

-- optional
ALTER TABLE requests_list DROP INDEX IF EXISTS words_of_input, DROP INDEX IF EXISTS words_of_output;

-- Small parts are cheap to write (`0002_merges.sql`) and dear to read: over 28 days of 71,000 requests there were 279, and a list
-- by an index or a sum took twice as long as over one part a day (m). So a day becomes one part an hour after its last row,
-- for about 25 us of CPU a request in all tables. A merged part has a file for each column, where compact ones interleave
-- them: a sum reads two or three of thirty.

-- undo: ALTER TABLE requests_list RESET SETTING min_bytes_for_wide_part, min_rows_for_wide_part
ALTER TABLE requests_list MODIFY SETTING min_bytes_for_wide_part = 0, min_rows_for_wide_part = 4096;

-- undo: ALTER TABLE requests_list RESET SETTING min_age_to_force_merge_seconds, min_age_to_force_merge_on_partition_only
ALTER TABLE requests_list MODIFY SETTING min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;

-- undo: ALTER TABLE requests RESET SETTING min_age_to_force_merge_seconds, min_age_to_force_merge_on_partition_only
ALTER TABLE requests MODIFY SETTING min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;

-- undo: ALTER TABLE attempts RESET SETTING min_age_to_force_merge_seconds, min_age_to_force_merge_on_partition_only
ALTER TABLE attempts MODIFY SETTING min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;

-- undo: ALTER TABLE payloads RESET SETTING min_age_to_force_merge_seconds, min_age_to_force_merge_on_partition_only
ALTER TABLE payloads MODIFY SETTING min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;

-- undo: ALTER TABLE payload_messages RESET SETTING min_age_to_force_merge_seconds, min_age_to_force_merge_on_partition_only
ALTER TABLE payload_messages MODIFY SETTING min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;
