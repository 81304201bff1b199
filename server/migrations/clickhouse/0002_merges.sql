-- A frame is a part of at most 1000 rows. By its defaults the engine merges any few new ones into a large one at once: a row was
-- written six times within 60 frames, and now about once (m). What is left over meanwhile are some small parts a day.
-- A server that does not know these settings merges as it did.

-- undo: ALTER TABLE requests RESET SETTING merge_selector_base, min_parts_to_merge_at_once
-- optional
ALTER TABLE requests MODIFY SETTING merge_selector_base = 20, min_parts_to_merge_at_once = 16;

-- undo: ALTER TABLE requests_list RESET SETTING merge_selector_base, min_parts_to_merge_at_once
-- optional
ALTER TABLE requests_list MODIFY SETTING merge_selector_base = 20, min_parts_to_merge_at_once = 16;

-- undo: ALTER TABLE payloads RESET SETTING merge_selector_base, min_parts_to_merge_at_once
-- optional
ALTER TABLE payloads MODIFY SETTING merge_selector_base = 20, min_parts_to_merge_at_once = 16;
