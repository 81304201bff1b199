-- Single requests are looked up in these by their id, which a filter of each part answers; nothing is summed over them. So they
-- may lie in more parts than `requests_list` (`0002_merges.sql`), and each row is written once less often under a load that lasts.

-- undo: ALTER TABLE requests MODIFY SETTING min_parts_to_merge_at_once = 16
-- optional
ALTER TABLE requests MODIFY SETTING min_parts_to_merge_at_once = 48;

-- undo: ALTER TABLE payloads MODIFY SETTING min_parts_to_merge_at_once = 16
-- optional
ALTER TABLE payloads MODIFY SETTING min_parts_to_merge_at_once = 48;
